import PregelValues

/// A task's record as one value, and back. Everything goes by name, as in `StateCodec`.
struct TaskCodec {
    let graph: CompiledGraph

    /// The record as a value.
    func encode(_ record: TaskRecord) -> Value {
        var object = ObjectBuilder()
        if record.key.node >= 0 { object.set("node", to: Value(graph.nodes[record.key.node].name)) }
        if record.key.packet >= 0 { object.set("packet", to: Value(record.key.packet)) }
        if record.key.isHandler { object.set("handler", to: true) }
        if !record.answers.isEmpty { object.set("answers", to: .array(record.answers)) }
        if !record.interrupts.isEmpty { object.set("interrupts", to: .array(record.interrupts.map(\.encoded))) }
        if let failure = record.failure { object.set("failure", to: failure.encoded) }
        if record.isHandled { object.set("handled", to: true) }
        if let output = record.output { object.set("output", to: encode(output)) }
        return object.finish()
    }

    /// The record that a value keeps.
    func decode(_ value: Value) -> TaskRecord? {
        var node = -1
        if let name = value["node"]?.string {
            guard let id = graph.nodeNames.id(name) else { return nil }
            node = id
        }
        let key = TaskKey(
            node: node, packet: value["packet"]?.int ?? -1, isHandler: value["handler"]?.bool ?? false)
        var record = TaskRecord(key: key)
        record.answers = value["answers"].map { Array($0.items) } ?? []
        record.interrupts = value["interrupts"].map { $0.items.compactMap(Interrupt.init(encoded:)) } ?? []
        record.failure = value["failure"].flatMap(Failure.init(encoded:))
        record.isHandled = value["handled"]?.bool ?? false
        record.output = value["output"].map(decodeOutput)
        return record
    }

    private func encode(_ output: TaskOutput) -> Value {
        let writes = output.writes.map { written -> Value in
            let name = Value(graph.channelName(written.channel))
            return written.write.isOverwrite ? [name, written.write.value, true] : [name, written.write.value]
        }
        return [
            "writes": .array(writes),
            "triggers": .array(output.triggers.map { Value(graph.channelName($0)) }),
            "joins": .array(output.joins.map { [Value(graph.channelName($0.channel)), Value($0.member)] }),
            "packets": .array(output.packets.map { graph.encode($0) }),
        ]
    }

    private func decodeOutput(_ value: Value) -> TaskOutput {
        var output = TaskOutput()
        for write in value["writes"]?.items ?? Value.null.items {
            let parts = write.items
            guard parts.count > 1, let name = parts[0].string, let channel = graph.channelID(name) else { continue }
            output.writes.append(
                TaskWrite(channel: channel, write: ChannelWrite(value: parts[1], isOverwrite: parts.count > 2)))
        }
        for trigger in value["triggers"]?.items ?? Value.null.items {
            if let channel = trigger.string.flatMap({ graph.channelID($0) }) { output.triggers.append(channel) }
        }
        for join in value["joins"]?.items ?? Value.null.items {
            guard join.count == 2, let channel = join.items[0].string.flatMap({ graph.channelID($0) }),
                let member = join.items[1].int
            else { continue }
            output.joins.append(JoinSignal(channel: channel, member: member))
        }
        output.packets = value["packets"].map { $0.items.compactMap(graph.decodePacket) } ?? []
        return output
    }
}

extension CompiledGraph {
    /// A packet as a checkpoint keeps it: without what is never checkpointed (CH-12).
    func encode(_ packet: Packet) -> Value {
        ["node": Value(nodes[packet.node].name), "arg": tracked(packet.argument)]
    }

    /// The packet that a value keeps; `nil` where the graph does not have its node any more.
    func decodePacket(_ value: Value) -> Packet? {
        guard let name = value["node"]?.string, let node = nodeNames.id(name) else { return nil }
        return Packet(node: node, argument: value["arg"] ?? .null)
    }

    /// An argument without members that are named after untracked channels.
    func tracked(_ argument: Value) -> Value {
        guard hasUntracked, argument.kind == .object else { return argument }
        let isUntracked = { (key: String) in self.stateNames.id(key).map { !self.blank[$0].isTracked } ?? false }
        guard argument.members.contains(where: { isUntracked($0.key) }) else { return argument }
        return .object(argument.members.filter { !isUntracked($0.key) })
    }

    /// The channel of a name, also of those that the compiler made.
    func channelID(_ name: String) -> Int? { stateNames.id(name) ?? controlIDs[name] }
}
