/// The replay of an old checkpoint, as nested graphs see it (LangGraph `ReplayState`, TT-5).
final class Replay {
    /// The first visit of a nested graph looks for its newest checkpoint before this one.
    let bound: CheckpointID
    private var visited: Set<String> = []

    init(_ bound: CheckpointID) { self.bound = bound }

    /// Whether a nested graph is entered for the first time, in whichever task.
    func isFirstVisit(_ namespace: String) -> Bool {
        let place = namespace.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(namespace[..<$0]) } ?? namespace
        return visited.insert(place).inserted
    }
}
