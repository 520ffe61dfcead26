/// A node of a graph: reads channels, does its work, and writes channels.
///
///     struct Greet: Node {
///         struct Input: Decodable { var name: String }
///         struct Output: Encodable { var greeting: String }
///
///         init(config: NoConfig) {}
///
///         func run(_ input: Input, _ context: NodeContext) -> Output {
///             Output(greeting: "Hello, \(input.name)!")
///         }
///     }
///
/// `Input` is decoded from the channels that the node sees; `Value` takes them as they are, at no cost. What `run` returns
/// is written: each field that is not `nil` to the channel of its name. A node may as well return nothing and write
/// through its context.
public protocol Node: Component {
    /// What the node reads.
    associatedtype Input: Decodable = Value
    /// What the node writes: an `Encodable` type, a `Value` that is an object or null, or nothing.
    associatedtype Output

    /// Runs one attempt.
    ///
    /// - Throws: Why the task fails; a `NodeError` says best what happened. What it wrote before is dropped.
    func run(_ input: Input, _ context: NodeContext) throws -> Output
}

/// A node that waits for others: `run` suspends, and holds no thread meanwhile.
///
/// Until it first suspends it runs on the thread that runs the graph: it may compute there, but must not block; its
/// timeouts are looked at once it has.
///
/// `plugin.json` gives it the flag `async`. Where the host cancels the task, Swift's `Task` is cancelled; an error thrown
/// then ends it.
public protocol AsyncNode: Component {
    /// What the node reads.
    associatedtype Input: Decodable = Value
    /// What the node writes: an `Encodable` type, a `Value` that is an object or null, or nothing.
    associatedtype Output

    /// Runs one attempt.
    ///
    /// - Throws: Why the task fails; a `NodeError` says best what happened. What it wrote before is dropped.
    func run(_ input: Input, _ context: NodeContext) async throws -> Output
}
