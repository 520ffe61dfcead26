internal import CPregelABI

/// An instance of a router in a test.
public struct RouterUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_router_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_router_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// Decides once: the route is `given`, the packets are `sent`.
    ///
    /// - Throws: How it broke the border's contract.
    public func route(_ state: Value, _ setup: TaskSetup = TaskSetup()) throws -> NodeResult {
        try instance.host.run(state, setup) { host, id, call in
            TaskBlock.lend(call, id) { table.pointee.route(instance.pointer, host, $0) }
        }
    }
}

/// An instance of a reducer in a test.
public struct ReducerUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_reducer_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_reducer_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// Combines two values.
    ///
    /// - Throws: Why it failed, or how it broke the border's contract.
    public func reduce(_ current: Value, _ update: Value) throws -> Value {
        let result = try instance.host.run { host, id, _ in
            withUnsafePointer(to: current.raw) { current in
                withUnsafePointer(to: update.raw) { table.pointee.reduce(instance.pointer, host, id, current, $0) }
            }
        }
        withExtendedLifetime((current, update)) {}
        if let failure = result.failure { throw failure }
        guard result.given.count == 1, let value = result.given.first else {
            throw TestingError("it gave \(result.given.count) results instead of one")
        }
        return value
    }
}
