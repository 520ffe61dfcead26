internal import CPregelABI
internal import PregelFlags

/// An instance of a node in a test.
public struct NodeUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_node_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_node_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// Runs a node that does not wait.
    ///
    /// - Throws: How it broke the border's contract; that it failed is a result.
    public func run(_ input: Value = [:], _ setup: TaskSetup = TaskSetup()) throws -> NodeResult {
        try instance.host.run(input, setup, flags: flags) { host, id, call in
            TaskBlock.lend(call, id) { table.pointee.invoke(instance.pointer, host, $0) }
        }
    }

    /// Runs any node, and waits for an async one.
    ///
    /// - Throws: How it broke the border's contract.
    public func runAsync(_ input: Value = [:], _ setup: TaskSetup = TaskSetup()) async throws -> NodeResult {
        try await start(input, setup).result()
    }

    /// Starts a node; its result can be awaited, and it can be cancelled.
    ///
    /// - Throws: Why the input cannot be handed over.
    public func start(_ input: Value = [:], _ setup: TaskSetup = TaskSetup()) throws -> RunningNode {
        let call = try TestCall(input, setup, flags: flags)
        let id = instance.host.open(call)
        let block = TaskBlock(call, id)
        let status = table.pointee.invoke(instance.pointer, UnsafePointer(instance.host.table), block.task)
        if status == pregel_status(PREGEL_PENDING), !isAsync {
            throw TestingError("it answered PENDING without the flag \"async\"")
        }
        return RunningNode(instance: instance, table: table, call: call, id: id, status: status, block: block)
    }

    private var flags: UInt32 { table.pointee.component.flags }

    private var isAsync: Bool { flags & NodeFlag.async.bit != 0 }
}

/// A node that runs, or has run.
public struct RunningNode: @unchecked Sendable {
    let instance: TestInstance
    let table: UnsafePointer<pregel_node_v1>
    let call: TestCall
    let id: UInt64
    let status: pregel_status
    let block: TaskBlock

    /// Cancels it, as a host does that no longer wants the result.
    public func cancel() {
        call.isCancelled = true
        table.pointee.cancel?(instance.pointer, id)
    }

    /// Waits for the result. To be asked once.
    ///
    /// - Throws: How it broke the border's contract.
    public func result() async throws -> NodeResult {
        defer { instance.host.close(id) }
        let status = status == pregel_status(PREGEL_PENDING) ? await call.completed() : status
        return try withExtendedLifetime(block) { try call.close(status) }
    }
}

/// The task's struct, in memory that stays in place until the call ends.
final class TaskBlock: @unchecked Sendable {
    let task: UnsafeMutablePointer<pregel_task_v1>

    init(_ call: TestCall, _ id: UInt64) {
        task = .allocate(capacity: 1)
        task.initialize(
            to: pregel_task_v1(
                size: UInt32(MemoryLayout<pregel_task_v1>.size), attempt: UInt32(call.setup.attempt), call: id,
                step: UInt64(call.setup.step), deadline_ns: call.setup.deadline ?? 0, node: call.lend(call.setup.node),
                input: call.lend(call.input), error: call.setup.error.map { call.lend($0) }))
    }

    deinit { task.deallocate() }

    static func lend(
        _ call: TestCall, _ id: UInt64, _ body: (UnsafePointer<pregel_task_v1>) -> pregel_status
    )
        -> pregel_status
    {
        let block = TaskBlock(call, id)
        return withExtendedLifetime(block) { body(block.task) }
    }
}
