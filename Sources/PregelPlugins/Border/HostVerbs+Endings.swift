import CPregelABI
import PregelEngine
import PregelValues

extension HostVerbs {
    /// The failure that a plugin states, in the host's words.
    static func failure(_ why: pregel_failure_v1, of call: BorderCall) -> Failure {
        let message = why.message.string
        let kind = why.kind.string
        let stated = message.isEmpty ? "plugin \"\(call.plugin.id)\" failed without a message" : message
        let detail = why.detail.flatMap { try? Value(copying: $0) }
        return Failure(
            .nodeError, kind: kind.isEmpty ? "Error" : kind, message: stated, plugin: call.plugin.id,
            isTransient: why.transient < 0 ? nil : why.transient > 0, retryAfter: Int64(why.retry_after_ms) * 1_000_000,
            detail: detail)
    }

    /// Ends a pending call; only the first one counts.
    static func complete(
        _ number: pregel_call, _ status: pregel_status, _ why: UnsafePointer<pregel_failure_v1>?
    ) -> pregel_status {
        guard let call = BorderCall.find(number), call.isShared, case .task(let context) = call.kind else {
            return PregelStatus.stale
        }
        if let why {
            let failure = failure(why.pointee, of: call)
            call.guarded { if call.failure == nil { call.failure = failure } }
        }
        let outcome = PluginNode.outcome(status, call, mayBePending: false)
        call.close()
        return context.complete(outcome) ? PregelStatus.ok : PregelStatus.stale
    }

    /// Fills in who the task is; the strings live until the call ends.
    static func ids(_ number: pregel_call, _ out: UnsafeMutablePointer<pregel_task_ids_v1>) -> pregel_status {
        guard let call = BorderCall.find(number) else { return PregelStatus.stale }
        guard let context = call.context else { return PregelStatus.invalid }
        guard out.pointee.size >= UInt32(MemoryLayout<pregel_task_ids_v1>.size) else { return PregelStatus.invalid }
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
        let node = call == 0 ? "" : BorderCall.find(call)?.context?.node ?? ""
        host.log.write(
            plugin: host.id, node: node, level: level, message: message.string,
            fields: fields.flatMap { try? Value(copying: $0) })
    }
}
