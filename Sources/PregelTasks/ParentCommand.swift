public import PregelEngine
public import PregelValues

/// What a task wants of a graph that it is nested in (LangGraph `Command` with a `graph`, RT-8).
public struct ParentCommand: Sendable {
    /// Means the next graph further out.
    public static let parent = "__parent__"

    /// The graph that is meant: `parent`, or the namespace, with ids or without, or the name of the task that holds it.
    public var graph: String
    /// Writes to that graph's channels, an object.
    public var update: Value?
    /// Where that graph goes on.
    public var goto: [Route]

    /// Makes a command.
    public init(graph: String = ParentCommand.parent, update: Value? = nil, goto: [Route] = []) {
        self.graph = graph
        self.update = update
        self.goto = goto
    }

    /// Whether the command is for the graph that this task holds.
    func isMeant(for task: ExecutableTask) -> Bool {
        graph == task.namespace || graph == TaskNamespace.withoutIDs(task.namespace) || graph == task.name
    }
}
