import CPregelABI
package import PregelEngine
import PregelValues

/// A plugin's node with one configuration: the engine's `NodeBody` over the plugin's table.
package final class PluginNode: NodeBody, @unchecked Sendable {
    package let traits: NodeTraits
    private let instance: ComponentInstance
    private let table: UnsafePointer<pregel_node_v1>
    private let isShared: Bool

    init(_ table: UnsafePointer<pregel_node_v1>, _ instance: ComponentInstance) {
        self.table = table
        self.instance = instance
        traits = NodeTraits(rawValue: table.pointee.component.flags)
        isShared = !traits.isDisjoint(with: [.async, .blocking])
    }

    package var plugin: String { instance.host.id }

    package func invoke(_ context: TaskContext) -> TaskOutcome {
        let call = BorderCall.take(instance.host, .task(context))
        fill(call.block, context)
        let node = context.graph.nodeNameUTF8(context.nodeID)
        let status = call.enter(node: node, isShared: isShared) { number in
            call.block.pointee.task.call = number
            return withUnsafePointer(to: &call.block.pointee.task) {
                table.pointee.invoke(instance.pointer, UnsafePointer(instance.host.table), $0)
            }
        }
        if status == PregelStatus.pending, traits.contains(.async) {
            instance.keepPending(call)
            return .pending
        }
        let outcome = PluginNode.outcome(status, call, mayBePending: false)
        call.close()
        call.giveBack()
        return outcome
    }

    package func cancel(_ context: TaskContext) {
        guard let cancel = table.pointee.cancel, let number = instance.pendingCall(of: context) else { return }
        cancel(instance.pointer, number)
    }

    private func fill(_ block: UnsafeMutablePointer<BorderCall.Block>, _ context: TaskContext) {
        block.pointee.input = context.input.raw
        block.pointee.task.attempt = UInt32(clamping: context.attempt)
        block.pointee.task.step = UInt64(max(context.step, 0))
        block.pointee.task.deadline_ns = context.deadline
        block.pointee.task.node = context.graph.nodeNameUTF8(context.nodeID)
        withUnsafePointer(to: &block.pointee.input) { block.pointee.task.input = $0 }
        block.pointee.task.error = nil
        if let error = context.error {
            block.pointee.error = error.raw
            withUnsafePointer(to: &block.pointee.error) { block.pointee.task.error = $0 }
        }
    }

    /// What a status means, with what the call's verbs remembered.
    static func outcome(_ status: pregel_status, _ call: BorderCall, mayBePending: Bool) -> TaskOutcome {
        if status == PregelStatus.ok, !call.guarded({ call.hasFailed }) { return .finished }
        let failure = call.guarded { call.failure }
        switch status {
        case PregelStatus.ok:
            // A verb that refused fails the task whatever the node makes of it.
            return failure.map { .failed($0) } ?? .finished
        case PregelStatus.interrupted: return failure.map { .failed($0) } ?? .interrupted
        case PregelStatus.failed:
            return .failed(failure ?? broken(call, "answered FAILED without saying why: call host->fail first"))
        case PregelStatus.cancelled:
            return .failed(failure ?? Failure(.nodeError, kind: "CancelledError", message: "the node was cancelled"))
        case PregelStatus.pending:
            return .failed(broken(call, "answered PENDING, but does not declare the flag \"async\""))
        case PregelStatus.invalid where failure != nil: return .failed(failure.unsafelyUnwrapped)
        case PregelStatus.invalid:
            return .failed(broken(call, "answered INVALID without a refused verb: use host->fail to fail"))
        default: return .failed(failure ?? broken(call, "answered \(status), which is no status of a node"))
        }
    }

    private static func broken(_ call: BorderCall, _ rule: String) -> Failure {
        Failure(
            .nodeError, kind: "PluginError", message: "plugin \"\(call.plugin.id)\" broke the contract: it \(rule)",
            plugin: call.plugin.id, isTransient: false)
    }
}
