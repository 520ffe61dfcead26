import PregelValues

extension Run {
    /// Takes a command from outside (INT-5, INT-6, INT-9).
    ///
    /// - Parameter isKept: Whether its writes are saved with the checkpoint that the run goes on from.
    func take(_ command: RunCommand, isKept: Bool) throws(Failure) {
        let resume = command.resume?.normalized
        guard resume != nil || command.update != nil || !command.goto.isEmpty || !command.packets.isEmpty else {
            throw Failure(.emptyInput, message: "the run was given an empty command")
        }
        if let resume { try take(resume) }
        let effects = TaskEffects()
        if let update = command.update { try write(update, into: effects, by: "a command") }
        for name in command.goto {
            if let trigger = try trigger(of: name) { effects.triggers.append(trigger) }
        }
        for (name, argument) in command.packets {
            guard try trigger(of: name) != nil, let node = graph.nodeNames.id(name) else {
                throw Failure(.invalidUpdate, message: "a command sends a packet to END")
            }
            effects.packets.append(Packet(node: node, argument: argument))
        }
        guard !effects.writes.isEmpty || !effects.triggers.isEmpty || !effects.packets.isEmpty else { return }
        var record = records[.command] ?? TaskRecord(key: .command)
        var output = record.output ?? TaskOutput()
        output.writes += effects.writes.array
        output.triggers += effects.triggers.array
        output.packets += effects.packets.array
        record.output = output
        records[.command] = record
        if isKept { saver?.save(record) }
    }

    private func take(_ answers: Answers) throws(Failure) {
        guard saver != nil else {
            throw Failure(.missingCheckpointer, message: "an answer needs a checkpointer that has kept the question")
        }
        switch answers {
        case .byID(let answers):
            session.answersByID = Dictionary(answers.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
        case .value(let value):
            let pending = Set(records.values.filter { $0.output == nil }.flatMap { $0.interrupts.map(\.id) })
            guard pending.count < 2 else {
                throw Failure(
                    .ambiguousResume,
                    message: "\(pending.count) questions are pending, so that an answer must name one by its id: "
                        + pending.sorted().joined(separator: ", "))
            }
            session.offer(value)
        }
    }

    /// Applies what commands wrote since the checkpoint was made; the superstep's number stays.
    func applyCommands() throws(Failure) {
        guard let output = records[.command]?.output else { return }
        let effects = TaskEffects()
        output.restore(effects)
        do throws(ApplyRefusal) {
            settleRows()
            try graph.applyBetween(effects, to: &state, &scratch)
        } catch {
            throw refusal(error)
        }
    }

    /// Makes writes of an object of channels.
    ///
    /// - Throws: `INVALID_UPDATE` where it is none, or the graph does not have one of the channels.
    func write(_ values: Value, into effects: TaskEffects, by writer: String) throws(Failure) {
        guard values.kind == .object else {
            throw Failure(.invalidUpdate, message: "\(writer) must write an object of channels, not \(values)")
        }
        for member in values.members {
            guard let channel = graph.stateNames.id(member.key) else {
                let near = NearestName.find(member.key, in: graph.channelList).map { "; did you mean \"\($0)\"?" } ?? ""
                throw Failure(
                    .invalidUpdate,
                    message: "\(writer) writes channel \"\(member.key)\", which graph \"\(graph.name)\" does not have"
                        + near)
            }
            effects.write(channel, Run.inputWrite(member.value, reduces: graph.blank[channel].isReduced))
        }
    }

    /// The trigger of the node that somebody outside names; `nil` for `END`.
    private func trigger(of name: String) throws(Failure) -> Int? {
        if name == StateGraph.end { return nil }
        if let node = graph.nodeNames.id(name), node != graph.startNode { return graph.nodes[node].trigger }
        let near = NearestName.find(name, in: graph.nodeList).map { "; did you mean \"\($0)\"?" } ?? ""
        throw Failure(
            .invalidUpdate,
            message: "a command goes to \"\(name)\", which is no node of graph \"\(graph.name)\"" + near)
    }
}

extension CompiledGraph {
    /// Applies what somebody outside writes between two supersteps: nothing is consumed, cleared or finished.
    func applyBetween(
        _ effects: TaskEffects, to state: inout RunState, _ scratch: inout ApplyScratch
    ) throws(ApplyRefusal) {
        let packets = state.packets
        let updated = state.updated
        try apply([AppliedTask(node: -1, isTriggered: false, effects: effects)], to: &state, &scratch)
        if effects.packets.isEmpty { state.packets = packets }
        guard let updated, !updated.isEmpty else {
            state.updated = nil
            return
        }
        let changed = state.updated ?? []
        state.updated = updated + changed.filter { !updated.contains($0) }
    }
}
