internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// An instance of a `Node`.
final class SyncNodeBox<N: Node>: NodeBox, @unchecked Sendable {
    private let node: N
    private let output: OutputWriter<N.Output>

    init(_ node: N, _ output: OutputWriter<N.Output>) {
        self.node = node
        self.output = output
    }

    override func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task, self) { $0.run($1) }
    }

    /// A function of its own, so that all it made is gone when it returns.
    @inline(never)
    private func run(_ call: Call) -> pregel_status {
        do {
            try output.write(node.run(N.Input.read(call.input), NodeContext(call: call)), call)
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
        return call.isInterrupted.load(ordering: .relaxed) ? Status.interrupted : Status.ok
    }
}
