internal import CPregelABI
internal import PregelFlags
internal import PregelSDK
internal import PregelValues

/// The functions of the double's table.
enum TestVerbs {
    private static let stale = pregel_status(PREGEL_STALE)

    static var table: pregel_host_v1 {
        pregel_host_v1(
            head: pregel_head(
                magic: PREGEL_ABI_MAGIC, size: UInt32(MemoryLayout<pregel_host_v1>.size),
                major: UInt16(PREGEL_ABI_MAJOR),
                minor: UInt16(PREGEL_ABI_MINOR), reserved: 0),
            impl: UnsafeMutableRawPointer(bitPattern: 1).unsafelyUnwrapped, name: text("pregel-testing"),
            version: text("1.0.0"),
            get_extension: { _, id in id.string == "pregel.storage/1" ? UnsafeRawPointer(TestStorage.table) : nil },
            log: { host, call, level, message, fields in
                TestHost.of(host).log(
                    call,
                    NodeResult.LogLine(
                        level: LogLevel(rawValue: level) ?? .error, message: message.string,
                        fields: fields.flatMap { try? Value(copying: $0) }))
            },
            log_enabled: { _, _ in true },
            doc_copy: { _, value in (try? Value(copying: value)).map { TestDocument($0).retained() } },
            doc_bytes: { _, count, fill in TestDocument.bytes(count, fill) },
            doc_root: { _, doc in UnsafePointer(TestDocument.of(doc).takeUnretainedValue().root) },
            doc_retain: { _, doc in _ = TestDocument.of(doc).retain() },
            doc_release: { _, doc in TestDocument.of(doc).release() },
            input_doc: { host, id in TestHost.of(host).find(id).map { TestDocument($0.input).retained() } },
            fail: { host, id, why in
                let failure = NodeError(why)
                return TestVerbs.noted(host, id, Status.failed) { $0.failure = failure }
            },
            complete: { host, id, status, why in
                guard let call = TestHost.of(host).find(id) else { return TestVerbs.stale }
                return call.complete(status, why.map { NodeError($0) }) ? Status.ok : TestVerbs.stale
            },
            cancelled: { host, id in TestHost.of(host).find(id)?.isCancelled ?? true },
            heartbeat: { host, id in _ = TestVerbs.noted(host, id) { $0.heartbeats += 1 } },
            give: { host, id, value in
                TestVerbs.copied(host, id, value) { result, value, _ in result.given.append(value) }
            },
            read: { host, id, channel, out in TestVerbs.read(host, id, channel, out) },
            write: { host, id, channel, value in
                TestVerbs.named(host, id, channel, \.writable, "channel")
                    ?? TestVerbs.copied(host, id, value) { result, value, _ in
                        result.overwrites[channel.string] = nil
                        result.writes[channel.string] = value
                    }
            },
            write_doc: { host, id, channel, doc in
                let value = TestDocument.of(doc).takeUnretainedValue().value
                return TestVerbs.named(host, id, channel, \.writable, "channel")
                    ?? TestVerbs.noted(host, id) { $0.writes[channel.string] = value }
            },
            overwrite: { host, id, channel, value in
                TestVerbs.named(host, id, channel, \.writable, "channel")
                    ?? TestVerbs.copied(host, id, value) { result, value, _ in
                        result.writes[channel.string] = nil
                        result.overwrites[channel.string] = value
                    }
            },
            go_to: { host, id, node in
                TestVerbs.undeclared(host, id, "go_to", .routes) ?? TestVerbs.named(host, id, node, \.nodes, "node")
                    ?? TestVerbs.noted(host, id) { $0.wentTo.append(node.string) }
            },
            send: { host, id, node, argument in
                TestVerbs.undeclared(host, id, "send", .routes) ?? TestVerbs.named(host, id, node, \.nodes, "node")
                    ?? TestVerbs.copied(host, id, argument) { result, value, _ in
                        result.sent.append(NodeResult.Packet(node: node.string, argument: value))
                    }
            },
            command_parent: { host, id in
                TestVerbs.undeclared(host, id, "command_parent", .routes) ?? TestVerbs.commandParent(host, id)
            },
            interrupt: { host, id, question, schema, answer in
                TestVerbs.undeclared(host, id, "interrupt", .interrupts)
                    ?? TestVerbs.interrupt(host, id, question, schema, answer)
            },
            emit: { host, id, mode, chunk in
                TestVerbs.undeclared(host, id, "emit", .streams)
                    ?? TestVerbs.copied(host, id, chunk) { result, value, _ in
                        result.emitted.append(NodeResult.Chunk(mode: mode.string, value: value))
                    }
            },
            task_ids: { host, id, out in TestVerbs.ids(host, id, out) },
            read_state: { host, id, out in TestVerbs.readState(host, id, out) },
            reserved: (nil, nil, nil, nil, nil, nil, nil))
    }

    private static func text(_ string: StaticString) -> pregel_str {
        pregel_make_str(
            UnsafeRawPointer(string.utf8Start).assumingMemoryBound(to: CChar.self), string.utf8CodeUnitCount)
    }

    private static func noted(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ status: pregel_status = Status.ok,
        _ body: (inout NodeResult) -> Void
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        return call.note { result in
            body(&result)
            return status
        }
    }

    private static func copied(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ value: UnsafePointer<pregel_value>,
        _ body: (inout NodeResult, Value, TestCall) -> Void
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        do {
            let copy = try Value(copying: value)
            return noted(host, id) { body(&$0, copy, call) }
        } catch {
            return call.refuse("a malformed value: \(error)")
        }
    }

    /// Refuses a verb whose flag the component does not declare, as the host does.
    private static func undeclared(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ verb: String, _ flag: NodeFlag
    ) -> pregel_status? {
        guard let call = TestHost.of(host).find(id), call.flags & flag.bit == 0 else { return nil }
        return call.refuse("it called host->\(verb), but does not declare the flag \"\(flag.rawValue)\" in plugin.json")
    }

    /// Refuses a name that the setup does not have.
    private static func named(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ name: pregel_str,
        _ known: KeyPath<TaskSetup, Set<String>?>, _ kind: String
    ) -> pregel_status? {
        guard let call = TestHost.of(host).find(id) else { return stale }
        if name.string == "END", kind == "node" { return nil }
        guard let known = call.setup[keyPath: known], !known.contains(name.string) else { return nil }
        return call.refuse("there is no \(kind) \"\(name.string)\"")
    }

    private static func read(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ channel: pregel_str,
        _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        guard let value = call.setup.channels[channel.string] ?? call.input[channel.string] else {
            return Status.absent
        }
        out.pointee = call.lend(value)
        return Status.ok
    }

    private static func readState(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ out: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        guard let state = call.setup.state else { return Status.absent }
        out.pointee = call.lend(state)
        return Status.ok
    }

    private static func commandParent(_ host: UnsafePointer<pregel_host_v1>, _ id: UInt64) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        guard call.setup.hasParent else { return call.refuse("there is no parent graph") }
        return noted(host, id) { result in
            (result.writes, result.overwrites, result.wentTo, result.sent) = ([:], [:], [], [])
            result.commandedParent = true
        }
    }

    private static func interrupt(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ question: UnsafePointer<pregel_value>,
        _ schema: UnsafePointer<pregel_value>?, _ answer: UnsafeMutablePointer<UnsafePointer<pregel_value>?>
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        let schema = schema.flatMap { try? Value(copying: $0) }
        var index = 0
        let status = copied(host, id, question) { result, value, _ in
            index = result.asked.count
            result.asked.append(NodeResult.Question(value: value, schema: schema))
        }
        guard status == Status.ok else { return status }
        guard index < call.setup.answers.count else { return Status.interrupted }
        answer.pointee = call.lend(call.setup.answers[index])
        return Status.ok
    }

    private static func ids(
        _ host: UnsafePointer<pregel_host_v1>, _ id: UInt64, _ out: UnsafeMutablePointer<pregel_task_ids_v1>
    ) -> pregel_status {
        guard let call = TestHost.of(host).find(id) else { return stale }
        guard out.pointee.size >= UInt32(MemoryLayout<pregel_task_ids_v1>.size) else { return Status.invalid }
        out.pointee.run_id = call.lend(call.setup.run)
        out.pointee.thread_id = call.lend(call.setup.thread)
        out.pointee.task_id = call.lend(call.setup.task)
        out.pointee.checkpoint_ns = pregel_str()
        out.pointee.graph = call.lend(call.setup.graph)
        out.pointee.traceparent = pregel_str()
        return Status.ok
    }
}
