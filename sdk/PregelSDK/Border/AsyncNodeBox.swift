internal import CPregelABI
internal import PregelThreads
internal import PregelValues
internal import Synchronization

/// An instance of an `AsyncNode`: each call is a Swift task.
///
/// A task begins on the thread that calls, and keeps it until it first has to wait: one that never has to costs no hop to
/// another thread, and its call ends as that of any other node.
final class AsyncNodeBox<N: AsyncNode>: NodeBox, @unchecked Sendable {
    private let node: N
    private let output: OutputWriter<N.Output>
    /// The tasks of the pending calls, for cancelling. The lock is that of the calls' `CallEnd`s too.
    private let tasks = Mutex<[pregel_call: Task<Void, Never>]>([:])

    init(_ node: N, _ output: OutputWriter<N.Output>) {
        self.node = node
        self.output = output
    }

    override func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        var call = Call(host, task)
        let status = start(call)
        if status != Status.pending, !isKnownUniquelyReferenced(&call) { call.outlive() }
        return status
    }

    override func cancel(_ call: pregel_call) {
        tasks.withLock { $0[call] }?.cancel()
    }

    /// A function of its own, so that all it made is gone when it returns.
    @inline(never)
    private func start(_ call: Call) -> pregel_status {
        guard SwiftThreads.shared.areThere else {
            return Outcome(NoThreads("an asynchronous node cannot run")).fail(call.host, call.id)
        }
        // A task holds what it was made with until it has ended; this it gives up by itself.
        let held = Unmanaged.passRetained(call)
        let task = Task.immediate { await self.serve(held) }
        let outcome: Outcome? = tasks.withLock { tasks in
            if case .ended(let outcome) = call.end {
                // An error may hold what the call lent, and so the call.
                call.end = .open
                return outcome
            }
            call.end = .isPending
            tasks[call.id] = task
            return nil
        }
        guard let outcome else { return Status.pending }
        return outcome.isGood ? outcome.status : outcome.fail(call.host, call.id)
    }

    @inline(__always)
    private func serve(_ held: Unmanaged<Call>) async {
        var call = held.takeRetainedValue()
        let outcome = await run(call)
        let isPending = tasks.withLock { tasks in
            guard case .isPending = call.end else {
                call.end = .ended(outcome)
                return false
            }
            tasks[call.id] = nil
            return true
        }
        guard isPending else { return }
        if !isKnownUniquelyReferenced(&call) { call.outlive() }
        outcome.complete(call.host, call.id)
    }

    @inline(__always)
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
