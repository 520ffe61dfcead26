import CPregelABI
package import PregelEngine
package import PregelValues

/// A plugin's router with one configuration.
package final class PluginRouter: RouterBody, @unchecked Sendable {
    private let instance: ComponentInstance
    private let table: UnsafePointer<pregel_router_v1>

    init(_ table: UnsafePointer<pregel_router_v1>, _ instance: ComponentInstance) {
        self.table = table
        self.instance = instance
    }

    package func route(_ context: TaskContext) throws(Failure) {
        let call = BorderCall.take(instance.host, .router(context))
        let node = context.graph.nodeNameUTF8(context.nodeID)
        call.block.pointee.input = context.input.raw
        call.block.pointee.task.step = UInt64(max(context.step, 0))
        call.block.pointee.task.node = node
        withUnsafePointer(to: &call.block.pointee.input) { call.block.pointee.task.input = $0 }
        let status = call.enter(node: node, isShared: false) { number in
            call.block.pointee.task.call = number
            return withUnsafePointer(to: &call.block.pointee.task) {
                table.pointee.route(instance.pointer, UnsafePointer(instance.host.table), $0)
            }
        }
        defer { call.giveBack() }
        if let failure = call.refusal(status) { throw failure }
    }
}

/// A plugin's reducer with one configuration.
package final class PluginReducer: ReducerBody, @unchecked Sendable {
    private let instance: ComponentInstance
    private let table: UnsafePointer<pregel_reducer_v1>

    init(_ table: UnsafePointer<pregel_reducer_v1>, _ instance: ComponentInstance) {
        self.table = table
        self.instance = instance
    }

    package func reduce(_ current: Value, _ update: Value) throws(Failure) -> Value {
        let call = BorderCall.take(instance.host, .reducer)
        defer { call.giveBack() }
        let status = call.enter(node: table.pointee.component.name, isShared: false) { number in
            withUnsafePointer(to: current.raw) { current in
                withUnsafePointer(to: update.raw) {
                    table.pointee.reduce(instance.pointer, UnsafePointer(instance.host.table), number, current, $0)
                }
            }
        }
        if var failure = call.refusal(status) {
            failure.code = .invalidUpdate
            throw failure
        }
        guard let combined = call.given else {
            throw Failure(
                .invalidUpdate,
                message:
                    "reducer \"\(table.pointee.component.name.string)\" of plugin \"\(instance.host.id)\" gave no value",
                plugin: instance.host.id)
        }
        return combined
    }
}
