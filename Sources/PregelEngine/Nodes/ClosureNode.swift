/// A node that is a Swift function.
struct ClosureNode: NodeBody {
    let traits: NodeTraits
    let run: @Sendable (TaskContext) throws -> Void

    func invoke(_ context: TaskContext) -> TaskOutcome {
        do {
            try run(context)
            return .finished
        } catch is UnansweredInterrupt {
            return .interrupted
        } catch {
            return .failed(Failure(thrown: error))
        }
    }
}

/// A node that is an asynchronous Swift function; it runs in a task of Swift's.
struct AsyncClosureNode: NodeBody {
    let run: @Sendable (TaskContext) async throws -> Void

    var traits: NodeTraits { .async }

    func invoke(_ context: TaskContext) -> TaskOutcome {
        let task = Task {
            do {
                try await run(context)
                _ = context.complete(.finished)
            } catch is UnansweredInterrupt {
                _ = context.complete(.interrupted)
            } catch {
                _ = context.complete(.failed(Failure(thrown: error)))
            }
        }
        context.onCancel { task.cancel() }
        return .pending
    }
}
