import PregelValues

@testable import PregelEngine

extension PendingWrite {
    /// The write as a line of an expectation.
    var text: String {
        switch self {
        case .channel(let name, let value): "\(name)=\(value.json())"
        case .result(let value): "returns \(value.json())"
        case .noWrites: channel
        case .interrupts(let interrupts): "asks " + interrupts.map { $0.value.json() }.joined(separator: ", ")
        case .answers(let answers): "answered " + answers.map { $0.json() }.joined(separator: ", ")
        case .error(let failure): "error \(failure.kind)"
        case .errorSource(let name): "error of \(name)"
        }
    }
}

extension ExecutableTask {
    /// A synchronous task whose id is its name.
    convenience init(_ name: String, _ body: @escaping @Sendable (TaskAttempt) throws -> Void) {
        self.init(name, id: name, body: .sync(body))
    }

    /// An asynchronous task whose id is its name.
    static func async(_ name: String, _ body: @escaping @Sendable (TaskAttempt) async throws -> Void) -> ExecutableTask
    {
        ExecutableTask(name, id: name, body: .async(body))
    }

    /// What it did, as lines of an expectation.
    var text: [String] { writes.map(\.text) }
}

extension RetryPolicy {
    /// A policy without jitter.
    static func times(
        _ attempts: Int, first: Double = 1, factor: Double = 2, cap: Double = 128, on kinds: Kinds = .all
    ) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.maxAttempts = attempts
        policy.initialInterval = first
        policy.backoffFactor = factor
        policy.maxInterval = cap
        policy.jitter = false
        policy.retryOn = kinds
        return policy
    }
}
