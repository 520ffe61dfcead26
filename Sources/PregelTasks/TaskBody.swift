import PregelEngine

/// What a task does.
public enum TaskBody: Sendable {
    /// Runs to its end on a thread that may wait.
    case sync(@Sendable (TaskAttempt) throws -> Void)
    /// Runs as a Swift task; it holds no thread while it waits, and can be cancelled.
    case async(@Sendable (TaskAttempt) async throws -> Void)

    var isAsync: Bool {
        if case .async = self { true } else { false }
    }
}
