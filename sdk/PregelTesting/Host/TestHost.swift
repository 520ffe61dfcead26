internal import CPregelABI
internal import PregelSDK
internal import PregelValues
internal import Synchronization

/// A host for tests: its table is the real one, its verbs note what they are asked.
final class TestHost: @unchecked Sendable {
    let table: UnsafeMutablePointer<pregel_host_v1>
    private let calls = Mutex<(next: UInt64, open: [UInt64: TestCall])>((1, [:]))
    private let lines = Mutex<[NodeResult.LogLine]>([])

    /// A plugin may use its host as long as the process lives, so neither the table nor this object is ever freed.
    init() {
        table = .allocate(capacity: 1)
        table.initialize(to: TestVerbs.table)
        table.pointee.impl = Unmanaged.passRetained(self).toOpaque()
    }

    static func of(_ host: UnsafePointer<pregel_host_v1>) -> TestHost {
        Unmanaged<TestHost>.fromOpaque(host.pointee.impl).takeUnretainedValue()
    }

    /// Opens a call; its number is never used again.
    func open(_ call: TestCall) -> UInt64 {
        calls.withLock { calls in
            let id = calls.next
            calls.next += 1
            calls.open[id] = call
            return id
        }
    }

    func close(_ id: UInt64) { _ = calls.withLock { $0.open.removeValue(forKey: id) } }

    func find(_ id: UInt64) -> TestCall? { calls.withLock { $0.open[id] } }

    /// Lines that belong to no call.
    var logged: [NodeResult.LogLine] { lines.withLock { $0 } }

    func log(_ id: UInt64, _ line: NodeResult.LogLine) {
        guard let call = find(id) else { return lines.withLock { $0.append(line) } }
        _ = call.note { result in
            result.logged.append(line)
            return Status.ok
        }
    }

    /// Runs a function of the plugin that does not wait, as one call.
    func run(
        _ input: Value = .null, _ setup: TaskSetup = TaskSetup(), flags: UInt32 = .max,
        _ body: (UnsafePointer<pregel_host_v1>, UInt64, TestCall) throws -> pregel_status
    ) throws -> NodeResult {
        let call = try TestCall(input, setup, flags: flags)
        let id = open(call)
        defer { close(id) }
        let status = try body(UnsafePointer(table), id, call)
        if status == Status.pending { throw TestingError("it answered PENDING: use start, and await the result") }
        return try call.close(status)
    }
}
