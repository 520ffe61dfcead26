import CPregelABI
import PregelEngine
import PregelFlags
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
            doc_copy: { host, value in HostVerbs.copyDoc(host, value) },
            doc_bytes: { host, count, fill in HostVerbs.makeBytes(host, count, fill) },
            doc_root: { _, doc in HostVerbs.root(of: doc) },
            doc_retain: { _, doc in if !HostVerbs.isNull(doc) { _ = PregelDoc.of(doc).retained() } },
            doc_release: { _, doc in
                if !HostVerbs.isNull(doc) { Unmanaged<PregelDoc>.fromOpaque(UnsafeRawPointer(doc)).release() }
            },
            input_doc: { _, call in
                (BorderCall.with(call) { $0.context.map { PregelDoc($0.input).retained() } }) ?? nil
            },
            fail: { _, call, why in HostVerbs.fail(call, why) },
            complete: { _, call, status, why in HostVerbs.complete(call, status, why) },
            cancelled: { _, call in BorderCall.with(call) { $0.context?.isCancelled ?? true } ?? true },
            heartbeat: { _, call in BorderCall.with(call) { $0.context?.heartbeat() } },
            give: { _, call, value in HostVerbs.give(call, value) },
            read: { _, call, channel, out in HostVerbs.read(call, channel, out) },
            write: { _, call, channel, value in HostVerbs.write(call, channel, value, overwrite: false) },
            write_doc: { _, call, channel, doc in
                HostVerbs.act("write_doc", call) { context, found throws(Failure) in
                    guard !HostVerbs.isNull(doc) else { throw HostVerbs.malformed(found, "the document is NULL") }
                    try context.write(utf8: channel.bytes, PregelDoc.of(doc).value, overwrite: false)
                }
            },
            overwrite: { _, call, channel, value in HostVerbs.write(call, channel, value, overwrite: true) },
            go_to: { _, call, node in
                HostVerbs.act("go_to", call, needs: HostVerbs.routes) { context, _ throws(Failure) in
                    try context.goTo(utf8: node.bytes)
                }
            },
            send: { _, call, node, argument in HostVerbs.send(call, node, argument) },
            command_parent: { _, call in
                HostVerbs.act("command_parent", call, needs: HostVerbs.routes) { context, _ throws(Failure) in
                    try context.commandParent()
                }
            },
            interrupt: { _, call, question, schema, answer in HostVerbs.interrupt(call, question, schema, answer) },
            emit: { _, call, mode, chunk in HostVerbs.emit(call, mode, chunk) },
            task_ids: { _, call, out in HostVerbs.ids(call, out) },
            read_state: { _, call, out in HostVerbs.readState(call, out) },
            reserved: (nil, nil, nil, nil, nil, nil, nil))
    }

    // MARK: Acting

    // The flags that verbs need.
    private static var routes: UInt32 { UInt32(PREGEL_NODE_ROUTES) }
    private static var interrupts: UInt32 { UInt32(PREGEL_NODE_INTERRUPTS) }
    private static var streams: UInt32 { UInt32(PREGEL_NODE_STREAMS) }

    /// Acts on the context of a task's call.
    ///
    /// - Parameter needs: The flag that the component must declare; 0 for none.
    @inline(__always)
    private static func act(
        _ verb: StaticString, _ call: pregel_call, needs: UInt32 = 0,
        _ body: (TaskContext, BorderCall) throws(Failure) -> Void
    ) -> pregel_status {
        BorderCall.with(call) { found in
            guard found.kind == .task else { return misplaced(found, verb) }
            if needs != 0, !found.declares(needs) { return undeclared(found, verb, needs) }
            return found.withContext { context in act { () throws(Failure) in try body(context, found) } }
                ?? misplaced(found, verb)
        } ?? PregelStatus.stale
    }

    /// Acts; the context, or the call, remembers a refusal as what fails the task.
    @inline(__always)
    private static func act(_ body: () throws(Failure) -> Void) -> pregel_status {
        do throws(Failure) {
            try body()
            return PregelStatus.ok
        } catch {
            return status(of: error)
        }
    }

    /// What a verb answers that refuses for this reason.
    @inline(never)
    private static func status(of refusal: Failure) -> pregel_status {
        refusal.kind == tooLargeKind ? PregelStatus.noMemory : PregelStatus.invalid
    }

    /// The kind of failure of what is too large; Python's.
    private static let tooLargeKind = "MemoryError"

    /// A copy of a plugin's value; a malformed one is remembered as what fails the call.
    static func copy(_ value: UnsafePointer<pregel_value>, _ call: BorderCall) throws(Failure) -> Value {
        guard !isNull(value) else { throw malformed(call, "the pointer to it is NULL") }
        do throws(ValueError) {
            return try Value(copying: value)
        } catch {
            throw error.isTooLarge ? tooLarge(call, "a value", error.message) : malformed(call, "\(error)")
        }
    }

    /// Remembers that what the plugin handed over, or asked for, is too large.
    private static func tooLarge(_ call: BorderCall, _ what: String, _ reason: String) -> Failure {
        let failure = Failure(
            .nodeError, kind: tooLargeKind,
            message: "plugin \"\(call.plugin.id)\" handed over \(what) that is too large: \(reason)",
            plugin: call.plugin.id, isTransient: false)
        call.refuse(failure)
        return failure
    }

    /// A copy of a plugin's list, object or packet, of which small ones share memory; a malformed one is remembered as what
    /// fails the call.
    @inline(__always)
    private static func copySharing(
        _ value: UnsafePointer<pregel_value>, _ call: BorderCall
    ) throws(Failure) -> Value {
        guard !isNull(value), value.pointee.kind >= UInt8(PREGEL_ARRAY), let copy = call.copySmall(value) else {
            return try copy(value, call)
        }
        return copy
    }

    /// Remembers that what the plugin handed over is no value.
    private static func malformed(_ call: BorderCall, _ reason: String) -> Failure {
        let failure = Failure(
            .nodeError, kind: "PluginError",
            message: "plugin \"\(call.plugin.id)\" handed over a malformed value: \(reason)", isTransient: false)
        call.refuse(failure)
        return failure
    }

    /// Remembers that a verb was used in a call that it does not belong to.
    static func misplaced(_ call: BorderCall, _ verb: StaticString) -> pregel_status {
        let place =
            switch call.kind {
            case .task: "a node's call"
            case .router: "a router's call"
            case .reducer: "a reducer's call"
            case .load: "a call that loads, configures or makes"
            }
        return refused(call, "called host->\(verb) in \(place), where it does not belong")
    }

    /// Remembers that a component used a verb without the flag that says that it may.
    @inline(never)
    private static func undeclared(_ call: BorderCall, _ verb: StaticString, _ flag: UInt32) -> pregel_status {
        refused(
            call,
            "called host->\(verb), but does not declare the flag \"\(NodeFlag.words(flag))\" for its node "
                + "\"\(call.componentName)\"")
    }

    /// Remembers that the plugin broke a rule.
    static func refused(_ call: BorderCall, _ rule: String) -> pregel_status {
        call.refuse(rule)
        return PregelStatus.invalid
    }

    /// Whether a plugin passed NULL where the header allows none.
    static func isNull(_ pointer: UnsafePointer<some Any>) -> Bool { UInt(bitPattern: pointer) == 0 }

    static func isNull(_ pointer: UnsafeMutablePointer<some Any>) -> Bool { UInt(bitPattern: pointer) == 0 }

    private static func isContainer(_ value: UnsafePointer<pregel_value>) -> Bool {
        !isNull(value) && (value.pointee.kind == UInt8(PREGEL_ARRAY) || value.pointee.kind == UInt8(PREGEL_OBJECT))
    }

    static func isNull(_ pointer: OpaquePointer) -> Bool { UInt(bitPattern: pointer) == 0 }

    // MARK: Verbs

    private static func write(
        _ call: pregel_call, _ channel: pregel_str, _ value: UnsafePointer<pregel_value>, overwrite: Bool
    ) -> pregel_status {
        act(overwrite ? "overwrite" : "write", call) { context, found throws(Failure) in
            let channel = channel.bytes
            // What is small is copied: that costs less than to look for it in the input.
            if !isNull(value), value.pointee.count >= 64, let same = context.handedOn(value.pointee) {
                try context.write(utf8: channel, same, overwrite: overwrite)
            } else {
                // Lists and objects share memory, for they are often added to what is there; one that is not, and stays, keeps
                // a kilobyte for that. Texts are added to nothing, and there are many that stay.
                try context.write(
                    utf8: channel,
                    isContainer(value) ? copySharing(value, found) : copy(value, found), overwrite: overwrite)
            }
        }
    }

    private static func send(
        _ call: pregel_call, _ node: pregel_str, _ argument: UnsafePointer<pregel_value>
    ) -> pregel_status {
        BorderCall.with(call) { found in
            if found.kind == .task, !found.declares(routes) { return undeclared(found, "send", routes) }
            return found.withContext { context in
                act { () throws(Failure) in
                    try context.send(utf8: node.bytes, copySharing(argument, found))
                }
            } ?? misplaced(found, "send")
        } ?? PregelStatus.stale
    }

    private static func read(
        _ call: pregel_call, _ channel: pregel_str, _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        BorderCall.with(call) { found in
            guard let context = found.context else { return misplaced(found, "read") }
            guard !isNull(out) else { return nowhere(found, "read", "out") }
            return lend(context.read(utf8: channel.bytes).map { found.lend($0) }, out)
        } ?? PregelStatus.stale
    }

    private static func readState(
        _ call: pregel_call, _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        BorderCall.with(call) { found in
            guard let context = found.context else { return misplaced(found, "read_state") }
            guard !isNull(out) else { return nowhere(found, "read_state", "out") }
            return lend(found.lendState { context.readState() }, out)
        } ?? PregelStatus.stale
    }

    private static func lend(
        _ value: UnsafePointer<pregel_value>?, _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        out.pointee = value
        return value == nil ? PregelStatus.absent : PregelStatus.ok
    }

    /// Remembers that a plugin passed NULL as the place where a result should go.
    static func nowhere(_ call: BorderCall, _ verb: StaticString, _ what: StaticString) -> pregel_status {
        refused(call, "called host->\(verb) with `\(what)` NULL: there is no place for the result")
    }

    private static func give(_ call: pregel_call, _ value: UnsafePointer<pregel_value>) -> pregel_status {
        BorderCall.with(call) { found in
            switch found.kind {
            case .task, .load: return misplaced(found, "give")
            case .router:
                return found.withContext { context in
                    if !isNull(value), context.route(text: value.pointee) { return PregelStatus.ok }
                    return act { () throws(Failure) in context.route(to: try copy(value, found)) }
                } ?? misplaced(found, "give")
            case .reducer: return act { () throws(Failure) in found.given = try copy(value, found) }
            }
        } ?? PregelStatus.stale
    }

    private static func interrupt(
        _ call: pregel_call, _ question: UnsafePointer<pregel_value>, _ schema: UnsafePointer<pregel_value>?,
        _ answer: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        guard !isNull(answer) else {
            return BorderCall.with(call) { nowhere($0, "interrupt", "answer") } ?? PregelStatus.stale
        }
        answer.pointee = nil
        var given: Value?
        let status = act("interrupt", call, needs: interrupts) { context, found throws(Failure) in
            let question = try copy(question, found)
            let schema = try schema.map { value throws(Failure) in try copy(value, found) }
            given = context.answer(question, schema: schema)
            if let given { answer.pointee = found.lend(given) } else { found.guarded { found.hasAsked = true } }
        }
        return status == PregelStatus.ok && given == nil ? PregelStatus.interrupted : status
    }

    private static func emit(
        _ call: pregel_call, _ mode: pregel_str, _ chunk: UnsafePointer<pregel_value>
    ) -> pregel_status {
        act("emit", call, needs: streams) { context, found throws(Failure) in
            let chunk = try copy(chunk, found)
            switch mode.told {
            case "custom": context.emit(mode: .custom, chunk)
            case "messages": context.emit(mode: .messages, chunk)
            default:
                let rule =
                    "called host->emit with the mode \"\(mode.told)\", which is neither \"custom\" nor \"messages\""
                found.refuse(rule)
                throw CallAnswer.brokenContract(found.plugin.id, rule)
            }
        }
    }

    private static func makeBytes(
        _ host: UnsafePointer<pregel_host_v1>, _ count: Int,
        _ fill: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
    ) -> OpaquePointer? {
        guard !isNull(fill) else {
            tell(host, "host->doc_bytes gave NULL: `fill` is NULL")
            return nil
        }
        guard let (value, place) = Value.zeroedBytes(count: count) else {
            fill.pointee = nil
            tell(
                host,
                "host->doc_bytes gave NULL: \(UInt(bitPattern: count)) bytes were asked for, at most "
                    + "\(Value.copyLimit) are given")
            return nil
        }
        fill.pointee = place
        return PregelDoc(value).retained()
    }

    private static func copyDoc(
        _ host: UnsafePointer<pregel_host_v1>, _ value: UnsafePointer<pregel_value>
    ) -> OpaquePointer? {
        guard !isNull(value) else { return nil }
        do throws(ValueError) {
            return PregelDoc(try Value(copying: value)).retained()
        } catch {
            tell(host, "host->doc_copy gave NULL: \(error)")
            return nil
        }
    }

    /// Says in the log why a plugin gets no document: NULL alone says nothing, and no call is asked for it.
    private static func tell(_ host: UnsafePointer<pregel_host_v1>, _ message: String) {
        let host = PluginHost.of(host)
        let level = Int32(PREGEL_LOG_WARNING)
        guard level >= host.log.level else { return }
        host.log.write(plugin: host.id, node: "", level: level, message: message, fields: nil)
    }

    /// The root of a document; of none, a null.
    private static func root(of doc: OpaquePointer) -> UnsafePointer<pregel_value> {
        isNull(doc) ? nullRoot : UnsafePointer(PregelDoc.of(doc).root)
    }

    /// What documents that are NULL hold, for as long as the process lives.
    nonisolated(unsafe) private static let nullRoot: UnsafePointer<pregel_value> = {
        let place = UnsafeMutablePointer<pregel_value>.allocate(capacity: 1)
        place.initialize(to: pregel_null())
        return UnsafePointer(place)
    }()
}
