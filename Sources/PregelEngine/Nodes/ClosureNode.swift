internal import PregelThreads

/// A node that is a Swift function.
final class ClosureNode: NodeBody {
    let traits: NodeTraits
    private let run: @Sendable (TaskContext) throws -> Void

    init(traits: NodeTraits, run: @escaping @Sendable (TaskContext) throws -> Void) {
        self.traits = traits
        self.run = run
    }

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
final class AsyncClosureNode: NodeBody {
    private let run: @Sendable (TaskContext) async throws -> Void

    init(run: @escaping @Sendable (TaskContext) async throws -> Void) { self.run = run }

    var traits: NodeTraits { .async }
    var returnsAtOnce: Bool { true }

    func invoke(_ context: TaskContext) -> TaskOutcome {
        guard SwiftThreads.shared.areThere else { return .failed(.noThreads("an asynchronous node cannot run")) }
        let task = Task { [run] in
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
