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
        defer { call.giveBack() }
        return isShared ? end(call, status, context) : call.outcome(status, .returned)
    }

    /// Ends a call that `complete` may end too, now or later.
    private func end(_ call: BorderCall, _ status: pregel_status, _ context: TaskContext) -> TaskOutcome {
        let isPending = status == PregelStatus.pending && traits.contains(.async)
        switch call.returned(isPending: isPending) {
        case .answered: return call.outcome(status, .returned)
        case .completed(let outcome):
            if isPending { return outcome }
            let rule = "completed its call, and answered \(CallAnswer.name(status)) instead of PENDING"
            return .failed(CallAnswer.brokenContract(plugin, rule))
        case .pending:
            if let cancel = table.pointee.cancel {
                context.onCancel { [instance, graph = context.graph, node = context.nodeID, number = call.number] in
                    instance.host.visit(node: graph.nodeNameUTF8(node)) { cancel(instance.pointer, number) }
                }
            }
            return .pending
        }
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
}
