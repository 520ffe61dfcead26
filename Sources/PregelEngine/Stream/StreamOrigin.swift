/// Where in nested graphs a run is whose entries are streamed; the root is nowhere.
///
/// One object for all entries of a run: each of them counts one reference, and the root's none.
final class StreamOrigin: Sendable {
    /// Names of the nodes that lead there from the root, outermost first.
    let path: [String]
    /// The tasks of these nodes, `name:id`: told apart are packets, rounds and attempts.
    let tasks: [String]

    /// The tasks as LangGraph spells them: another attempt's number is an element of its own, behind its task.
    var namespace: [String] {
        tasks.flatMap { $0.unicodeScalars.split(separator: "|").map { String($0) } }
    }

    /// What is nested in a task, `name:id`, of a node.
    init(within outer: StreamOrigin?, of inner: (node: String, task: String)) {
        path = (outer?.path ?? []) + [inner.node]
        tasks = (outer?.tasks ?? []) + [inner.task]
    }
}
