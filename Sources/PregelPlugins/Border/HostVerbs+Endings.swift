import CPregelABI
import PregelEngine
import PregelValues

extension HostVerbs {
    /// The failure that a plugin states, in the host's words.
    static func failure(_ why: UnsafePointer<pregel_failure_v1>, of call: BorderCall) -> Failure {
        let message = why.pointee.message.told
        let stated = message.isEmpty ? "plugin \"\(call.plugin.id)\" failed without a message" : message
        let transient = why.pointee.transient
        return Failure(
            .nodeError, kind: why.pointee.kind.told, bases: bases(of: why), message: stated, plugin: call.plugin.id,
            isTransient: transient < 0 ? nil : transient > 0,
            retryAfter: Int64(why.pointee.retry_after_ms) * 1_000_000,
            detail: why.pointee.detail.flatMap { try? Value(copying: $0) })
    }

    /// The bases that a failure states; a plugin that was built before there were any has a smaller one.
    private static func bases(of why: UnsafePointer<pregel_failure_v1>) -> [String] {
        guard Int(why.pointee.size) >= MemoryLayout<pregel_failure_v1>.size, let bases = why.pointee.bases else {
            return []
        }
        // No kind has so many; a larger number is garbage, and leads out of the plugin's memory.
        guard why.pointee.n_bases <= 256 else { return [] }
        return UnsafeBufferPointer(start: bases, count: Int(why.pointee.n_bases)).map(\.told)
    }

    /// States why a call fails; the last statement counts.
    static func fail(_ number: pregel_call, _ why: UnsafePointer<pregel_failure_v1>) -> pregel_status {
        BorderCall.with(number) { call in
            guard !isNull(why) else { return refused(call, "called host->fail without a reason: `why` is NULL") }
            let failure = failure(why, of: call)
            call.guarded { call.failure = failure }
            return PregelStatus.failed
        } ?? PregelStatus.stale
    }

    /// Ends a pending call; only the first one counts.
    static func complete(
        _ number: pregel_call, _ status: pregel_status, _ why: UnsafePointer<pregel_failure_v1>?
    ) -> pregel_status {
        BorderCall.with(number) { complete($0, status, why) } ?? PregelStatus.stale
    }

    private static func complete(
        _ call: BorderCall, _ status: pregel_status, _ why: UnsafePointer<pregel_failure_v1>?
    ) -> pregel_status {
        guard call.kind == .task, let context = call.context else { return misplaced(call, "complete") }
        guard call.declares(UInt32(PREGEL_NODE_ASYNC)) else {
            return refused(call, "called host->complete, but does not declare the flag \"async\"")
        }
        switch call.complete(with: status, why.map { failure($0, of: call) }) {
        case .late: return PregelStatus.stale
        case .early: return PregelStatus.ok
        case .ended(let outcome): return context.complete(outcome) ? PregelStatus.ok : PregelStatus.stale
        }
    }

    /// Fills in who the task is; the strings live until the call ends.
    static func ids(_ number: pregel_call, _ out: UnsafeMutablePointer<pregel_task_ids_v1>) -> pregel_status {
        BorderCall.with(number) { ids($0, out) } ?? PregelStatus.stale
    }

    private static func ids(_ call: BorderCall, _ out: UnsafeMutablePointer<pregel_task_ids_v1>) -> pregel_status {
        guard let context = call.context else { return misplaced(call, "task_ids") }
        guard !isNull(out) else { return nowhere(call, "task_ids", "out") }
        let size = MemoryLayout<pregel_task_ids_v1>.size
        guard out.pointee.size >= UInt32(size) else {
            return refused(call, "called host->task_ids with out->size \(out.pointee.size): set it to \(size)")
        }
        let ids = context.ids
        out.pointee.run_id = lend(ids.run, call)
        out.pointee.thread_id = lend(ids.thread, call)
        out.pointee.task_id = lend(ids.task, call)
        out.pointee.checkpoint_ns = lend(ids.namespace, call)
        out.pointee.graph = lend(ids.graph, call)
        out.pointee.traceparent = pregel_str()
        return PregelStatus.ok
    }

    private static func lend(_ text: String, _ call: BorderCall) -> pregel_str {
        pregel_text(call.lend(Value(text)))
    }

    /// Writes a log line with the plugin's and, if there is one, the node's name.
    static func log(
        _ host: PluginHost, _ call: pregel_call, _ level: Int32, _ message: pregel_str,
        _ fields: UnsafePointer<pregel_value>?
    ) {
        guard level >= host.log.level else { return }
        let node = call == 0 ? "" : BorderCall.with(call) { $0.context?.node ?? "" } ?? ""
        host.log.write(
            plugin: host.id, node: node, level: level, message: message.told,
            fields: fields.flatMap { try? Value(copying: $0) })
    }
}
