public import PregelEngine
public import PregelValues

/// A task that a running task asks for (LangGraph `Call`, FN-2).
public struct TaskCall: Sendable {
    /// The name of what is called.
    public var name: String
    /// What it is given.
    public var input: Value
    /// When and how often it is tried again; empty for the runner's own policies.
    public var retry: [RetryPolicy]
    /// How long an attempt of it may take.
    public var timeout: TimeoutPolicy?
    /// What it does.
    public var body: TaskBody

    /// Makes a call.
    public init(
        _ name: String, input: Value = .null, retry: [RetryPolicy] = [], timeout: TimeoutPolicy? = nil, body: TaskBody
    ) {
        self.name = name
        self.input = input
        self.retry = retry
        self.timeout = timeout
        self.body = body
    }
}
