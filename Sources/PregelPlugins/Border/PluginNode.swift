import CPregelABI
package import PregelEngine
import PregelValues

/// A plugin's node with one configuration: the engine's `NodeBody` over the plugin's table.
package final class PluginNode: NodeBody, @unchecked Sendable {
    /// The instance's host and pointer, which it keeps: to ask it would count references.
    private let host: Unmanaged<PluginHost>
    private let hostTable: UnsafePointer<pregel_host_v1>
    private let pointer: UnsafeMutableRawPointer?
    private let instanceRef: Unmanaged<ComponentInstance>
    private let table: UnsafePointer<pregel_node_v1>
    private let isShared: Bool
    package let traits: NodeTraits
    private let instance: ComponentInstance

    init(_ table: UnsafePointer<pregel_node_v1>, _ instance: ComponentInstance) {
        self.table = table
        self.instance = instance
        instanceRef = .passUnretained(instance)
        host = Unmanaged.passUnretained(instance.host)
        hostTable = UnsafePointer(instance.host.table)
        pointer = instance.pointer
        traits = NodeTraits(rawValue: instance.flags)
        isShared = !traits.isDisjoint(with: [.async, .blocking])
    }

    package var plugin: String { instance.host.id }

    package func invoke(_ context: TaskContext) -> TaskOutcome {
        if isShared {
            return host._withUnsafeGuaranteedRef { host in
                BorderCall.shared(host, context, instanceRef) { end($0, run($0, context), context) }
            }
        }
        return host._withUnsafeGuaranteedRef { host in
            BorderCall.own(host, .task, context, instanceRef) { $0.outcome(run($0, context), .returned) }
        }
    }

    /// Calls the plugin's function.
    @inline(__always)
    private func run(_ call: BorderCall, _ context: TaskContext) -> pregel_status {
        fill(call.block, context)
        let task = call.block
        return call.enter(.node, node: task.pointee.task.node, isShared: isShared) { number in
            task.pointee.task.call = number
            return withUnsafePointer(to: &task.pointee.task) {
                table.pointee.invoke(pointer, hostTable, $0)
            }
        }
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
                // On a thread that may wait: whoever cancels goes on, also where the plugin holds the thread up. The
                // instance is kept until it has returned.
                context.onCancel { [instance, graph = context.graph, node = context.nodeID, number = call.number] in
                    PendingCancels.shared.add {
                        instance.host.visit(.cancel, node: graph.nodeNameUTF8(node)) {
                            cancel(instance.pointer, number)
                        }
                    }
                }
            }
            return .pending
        }
    }

    @inline(__always)
    private func fill(_ block: UnsafeMutablePointer<BorderCall.Block>, _ context: TaskContext) {
        block.pointee.input = context.rawInput
        block.pointee.task.attempt = UInt32(clamping: context.attempt)
        block.pointee.task.step = UInt64(max(context.step, 0))
        block.pointee.task.deadline_ns = context.deadline
        block.pointee.task.node = context.nodeUTF8
        withUnsafePointer(to: &block.pointee.input) { block.pointee.task.input = $0 }
        block.pointee.task.error = nil
        if let error = context.error {
            block.pointee.error = error.raw
            withUnsafePointer(to: &block.pointee.error) { block.pointee.task.error = $0 }
        }
    }
}
