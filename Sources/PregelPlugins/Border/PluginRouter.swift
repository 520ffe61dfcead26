import CPregelABI
package import PregelEngine
package import PregelValues

/// A plugin's router with one configuration.
package final class PluginRouter: RouterBody, @unchecked Sendable {
    private let instance: ComponentInstance
    /// The instance's host and pointer, which it keeps: to ask it would count references.
    private let host: Unmanaged<PluginHost>
    private let hostTable: UnsafePointer<pregel_host_v1>
    private let pointer: UnsafeMutableRawPointer?
    private let table: UnsafePointer<pregel_router_v1>

    init(_ table: UnsafePointer<pregel_router_v1>, _ instance: ComponentInstance) {
        self.table = table
        self.instance = instance
        host = Unmanaged.passUnretained(instance.host)
        hostTable = UnsafePointer(instance.host.table)
        pointer = instance.pointer
    }

    package func route(_ context: TaskContext) throws(Failure) {
        let refusal = host._withUnsafeGuaranteedRef { host -> Failure? in
            BorderCall.own(host, .router, context) { run($0, context) }
        }
        if let refusal { throw refusal }
    }

    /// Calls the plugin's function; gives why it failed, if it did.
    @inline(__always)
    private func run(_ call: BorderCall, _ context: TaskContext) -> Failure? {
        let block = call.block
        let node = context.nodeUTF8
        block.pointee.input = context.rawInput
        block.pointee.task.step = UInt64(max(context.step, 0))
        block.pointee.task.node = node
        withUnsafePointer(to: &block.pointee.input) { block.pointee.task.input = $0 }
        let status = call.enter(.router, node: node, isShared: false) { number in
            block.pointee.task.call = number
            return withUnsafePointer(to: &block.pointee.task) { table.pointee.route(pointer, hostTable, $0) }
        }
        return call.refusal(status)
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
        try BorderCall.own(instance.host, .reducer, nil) { call throws(Failure) in
            try reduce(current, update, call)
        }
    }

    private func reduce(_ current: Value, _ update: Value, _ call: BorderCall) throws(Failure) -> Value {
        let status = call.enter(.reducer, node: table.pointee.component.name, isShared: false) { number in
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
