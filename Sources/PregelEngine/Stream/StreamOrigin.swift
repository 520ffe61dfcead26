/// Where in nested graphs a run is whose entries are streamed; the root is nowhere.
///
/// One object for all entries of a run: each of them counts one reference, and the root's none.
final class StreamOrigin: Sendable {
    /// Names of the nodes that lead there from the root, outermost first.
    let path: [String]
    /// The same with the tasks' ids, `name:id`: told apart are packets, rounds and attempts.
    let tasks: [String]

    /// What is nested in a task, `name:id`, of a node.
    init(within outer: StreamOrigin?, node: String, task: String) {
        path = (outer?.path ?? []) + [node]
        tasks = (outer?.tasks ?? []) + [task]
    }
}
