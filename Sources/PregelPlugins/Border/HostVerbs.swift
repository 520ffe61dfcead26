import CPregelABI
import PregelEngine
import PregelValues

/// The functions of `pregel_host_v1`: what plugins call.
///
/// Each finds its call, converts what it was handed, and acts on the engine's context. A refusal becomes the call's
/// failure and a status; nothing that a plugin passes may end the process.
enum HostVerbs {
    /// The table without its plugin's own fields.
    static var table: pregel_host_v1 {
        pregel_host_v1(
            head: pregel_head(
                magic: PREGEL_ABI_MAGIC, size: UInt32(MemoryLayout<pregel_host_v1>.size),
                major: UInt16(PREGEL_ABI_MAJOR),
                minor: UInt16(PREGEL_ABI_MINOR), reserved: 0),
            impl: UnsafeMutableRawPointer(bitPattern: 1).unsafelyUnwrapped, name: pregel_str(), version: pregel_str(),
            get_extension: { _, _ in nil },
            log: { host, call, level, message, fields in
                HostVerbs.log(PluginHost.of(host), call, level, message, fields)
            },
            log_enabled: { host, level in level >= PluginHost.of(host).log.level },
            doc_copy: { _, value in (try? Value(copying: value)).map { PregelDoc($0).retained() } },
            doc_bytes: { _, count, fill in HostVerbs.makeBytes(count, fill) },
            doc_root: { _, doc in UnsafePointer(PregelDoc.of(doc).root) },
            doc_retain: { _, doc in _ = PregelDoc.of(doc).retained() },
            doc_release: { _, doc in
                Unmanaged<PregelDoc>.fromOpaque(UnsafeRawPointer(doc)).release()
            },
            input_doc: { _, call in
                BorderCall.find(call)?.context.map { PregelDoc($0.input).retained() }
            },
            fail: { _, call, why in
                guard let call = BorderCall.find(call) else { return PregelStatus.stale }
                let failure = HostVerbs.failure(why.pointee, of: call)
                call.guarded { call.failure = failure }
                return PregelStatus.failed
            },
            complete: { _, call, status, why in HostVerbs.complete(call, status, why) },
            cancelled: { _, call in BorderCall.find(call)?.context?.isCancelled ?? true },
            heartbeat: { _, _ in },
            give: { _, call, value in HostVerbs.give(call, value) },
            read: { _, call, channel, out in HostVerbs.read(call, channel, out) },
            write: { _, call, channel, value in HostVerbs.write(call, channel, value, overwrite: false) },
            write_doc: { _, call, channel, doc in
                HostVerbs.act(call) { context throws(Failure) in
                    try context.write(utf8: channel.bytes, PregelDoc.of(doc).value, overwrite: false)
                }
            },
            overwrite: { _, call, channel, value in HostVerbs.write(call, channel, value, overwrite: true) },
            go_to: { _, call, node in
                HostVerbs.act(call) { context throws(Failure) in try context.goTo(utf8: node.bytes) }
            },
            send: { _, call, node, argument in
                HostVerbs.act(call, copying: argument) { context, value throws(Failure) in
                    try context.send(utf8: node.bytes, value)
                }
            },
            command_parent: { _, call in
                HostVerbs.act(call) { context throws(Failure) in try context.commandParent() }
            },
            interrupt: { _, call, question, schema, answer in HostVerbs.interrupt(call, question, schema, answer) },
            emit: { _, call, mode, chunk in HostVerbs.emit(call, mode, chunk) },
            task_ids: { _, call, out in HostVerbs.ids(call, out) },
            reserved: (nil, nil, nil, nil, nil, nil, nil, nil))
    }

    /// Acts on the context of a task's or router's call.
    static func act(_ call: pregel_call, _ body: (TaskContext) throws(Failure) -> Void) -> pregel_status {
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        guard let context = found.context else { return misplaced(found) }
        do throws(Failure) {
            try body(context)
            return PregelStatus.ok
        } catch {
            return PregelStatus.invalid
        }
    }

    /// Acts on the context with a copy of a value.
    static func act(
        _ call: pregel_call, copying value: UnsafePointer<pregel_value>,
        _ body: (TaskContext, Value) throws(Failure) -> Void
    ) -> pregel_status {
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        guard let context = found.context else { return misplaced(found) }
        guard let copy = copy(value, found) else { return PregelStatus.invalid }
        do throws(Failure) {
            try body(context, copy)
            return PregelStatus.ok
        } catch {
            return PregelStatus.invalid
        }
    }

    /// A copy of a plugin's value; a malformed one is remembered as what fails the call.
    static func copy(_ value: UnsafePointer<pregel_value>, _ call: BorderCall) -> Value? {
        do throws(ValueError) {
            return try Value(copying: value)
        } catch {
            let message = "plugin \"\(call.plugin.id)\" handed over a malformed value: \(error)"
            call.refuse(Failure(.nodeError, kind: "PluginError", message: message, isTransient: false))
            return nil
        }
    }

    private static func misplaced(_ call: BorderCall) -> pregel_status {
        call.refuse(
            Failure(
                .nodeError, kind: "PluginError",
                message: "plugin \"\(call.plugin.id)\" used a verb that does not belong to this kind of call",
                isTransient: false))
        return PregelStatus.invalid
    }

    private static func write(
        _ call: pregel_call, _ channel: pregel_str, _ value: UnsafePointer<pregel_value>, overwrite: Bool
    ) -> pregel_status {
        act(call, copying: value) { context, value throws(Failure) in
            try context.write(utf8: channel.bytes, value, overwrite: overwrite)
        }
    }

    private static func read(
        _ call: pregel_call, _ channel: pregel_str, _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        guard let context = found.context else { return misplaced(found) }
        guard let value = context.read(utf8: channel.bytes) else {
            out.pointee = nil
            return PregelStatus.absent
        }
        out.pointee = found.lend(value)
        return PregelStatus.ok
    }

    private static func give(_ call: pregel_call, _ value: UnsafePointer<pregel_value>) -> pregel_status {
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        switch found.kind {
        case .task, .load: return misplaced(found)
        case .router(let context):
            guard let value = copy(value, found) else { return PregelStatus.invalid }
            context.route(to: value)
        case .reducer:
            guard let value = copy(value, found) else { return PregelStatus.invalid }
            found.given = value
        }
        return PregelStatus.ok
    }

    private static func interrupt(
        _ call: pregel_call, _ question: UnsafePointer<pregel_value>, _ schema: UnsafePointer<pregel_value>?,
        _ answer: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        answer.pointee = nil
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        guard case .task(let context) = found.kind else { return misplaced(found) }
        guard let question = copy(question, found) else { return PregelStatus.invalid }
        var schemaValue: Value?
        if let schema {
            guard let copied = copy(schema, found) else { return PregelStatus.invalid }
            schemaValue = copied
        }
        guard let value = context.answer(question, schema: schemaValue) else { return PregelStatus.interrupted }
        answer.pointee = found.lend(value)
        return PregelStatus.ok
    }

    private static func emit(
        _ call: pregel_call, _ mode: pregel_str, _ chunk: UnsafePointer<pregel_value>
    ) -> pregel_status {
        guard let found = BorderCall.find(call) else { return PregelStatus.stale }
        guard case .task(let context) = found.kind else { return misplaced(found) }
        guard let chunk = copy(chunk, found) else { return PregelStatus.invalid }
        switch mode.string {
        case "custom": context.emit(mode: .custom, chunk)
        case "messages": context.emit(mode: .messages, chunk)
        default: return PregelStatus.invalid
        }
        return PregelStatus.ok
    }

    private static func makeBytes(
        _ count: Int, _ fill: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
    ) -> OpaquePointer? {
        guard count <= Int(UInt32.max) else { return nil }
        let arena = Arena(capacity: count)
        let place = arena.allocate(UInt8.self, count: max(count, 1))
        var raw = pregel_make_value(UInt8(PREGEL_BYTES), UInt32(count))
        raw.u.bytes = UnsafePointer(place)
        fill.pointee = place
        return PregelDoc(Value(raw: raw, owner: arena)).retained()
    }
}
