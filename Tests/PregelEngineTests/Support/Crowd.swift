/// Counts how many are inside at once.
final class Crowd: Sendable {
    private let state = Guarded((now: 0, most: 0, visits: 0))
    var most: Int { state.withLock { $0.most } }
    var visits: Int { state.withLock { $0.visits } }

    /// - Returns: How many are inside now.
    @discardableResult
    func enter() -> Int {
        state.withLock {
            $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.visits + 1)
            return $0.now
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }

    func visit() {
        enter()
        leave()
    }
}
