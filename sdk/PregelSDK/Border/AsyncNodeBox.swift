internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// An instance of an `AsyncNode`: each call is a Swift task.
final class AsyncNodeBox<N: AsyncNode>: NodeBox, @unchecked Sendable {
    private let node: N
    private let output: OutputWriter<N.Output>
    /// The running calls, for cancelling.
    private let tasks = Mutex<[pregel_call: Task<Void, Never>]>([:])

    init(_ node: N, _ output: OutputWriter<N.Output>) {
        self.node = node
        self.output = output
    }

    override func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        let call = Call(host, task)
        // The lock is held while the task starts: it may end before it is in the table.
        tasks.withLock { tasks in
            tasks[call.id] = Task { await self.serve(call) }
        }
        return Status.pending
    }

    override func cancel(_ call: pregel_call) {
        tasks.withLock { $0[call] }?.cancel()
    }

    private func serve(_ call: Call) async {
        let outcome = await run(call)
        _ = tasks.withLock { $0.removeValue(forKey: call.id) }
        // Swift's task holds the call beyond its end.
        call.outlive()
        outcome.complete(call.host, call.id)
    }

    private func run(_ call: Call) async -> Outcome {
        do {
            let result = try await node.run(N.Input.read(call.input), NodeContext(call: call))
            try output.write(result, call)
        } catch {
            return Outcome(error)
        }
        return call.isInterrupted.load(ordering: .relaxed) ? Outcome(Interruption()) : .ok
    }
}
