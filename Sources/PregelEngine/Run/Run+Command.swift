import PregelValues

extension Run {
    /// Takes a command from outside (INT-5, INT-6, INT-9).
    ///
    /// - Parameters:
    ///   - isKept: Whether its writes are saved with the checkpoint that the run goes on from.
    ///   - isSuperseded: Whether the thread has moved past that checkpoint: then questions may be asked again.
    func take(_ command: RunCommand, isKept: Bool, isSuperseded: Bool) throws(Failure) {
        let resume = command.resume?.normalized
        guard resume != nil || command.update != nil || !command.goto.isEmpty || !command.packets.isEmpty else {
            throw Failure(.emptyInput, message: "the run was given an empty command")
        }
        if let resume { try take(resume, isStrict: options.isStrict && !isSuperseded) }
        if command.update == nil, command.goto.isEmpty, command.packets.isEmpty { return }
        let effects = TaskEffects()
        if let update = command.update { try write(update, into: effects, by: "a command") }
        try go(to: command.goto, and: command.packets, in: effects)
        guard !effects.writes.isEmpty || !effects.triggers.isEmpty || !effects.packets.isEmpty else { return }
        let record = records.change(.command) { record in
            var output = record.output ?? TaskOutput()
            for place in effects.writes.indices { output.writes.append(effects.writes[place]) }
            for trigger in effects.triggers.ids { output.triggers.append(trigger) }
            output.packets += effects.packets.array
            record.output = output
        }
        if isKept { saver?.save(record) }
    }

    /// Adds where a command goes, and what it sends.
    func go(
        to nodes: [String], and packets: [(node: String, argument: Value)], in effects: TaskEffects
    ) throws(Failure) {
        for name in nodes {
            if let trigger = try trigger(of: name) { effects.triggers.append(trigger) }
        }
        for (name, argument) in packets {
            guard try trigger(of: name) != nil, let node = graph.nodeNames.id(name) else {
                throw Failure(.invalidUpdate, message: "a command sends a packet to END")
            }
            effects.packets.append(Packet(node: node, argument: argument))
        }
    }

    private func take(_ answers: Answers, isStrict: Bool) throws(Failure) {
        guard saver != nil else {
            throw Failure(
                .missingCheckpointer, kind: "RuntimeError",
                message: "an answer needs a checkpointer that has kept the question")
        }
        switch answers {
        case .byID(let answers):
            if isStrict { try check(answers.map(\.id), pendingQuestions) }
            session.answersByID = Dictionary(answers.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
        case .value(let value):
            let asking = records.all.filter { $0.output == nil && !$0.interrupts.isEmpty }
            // Whoever asks may be a graph, and ask several questions.
            let isOne = asking.count == 1 && asking[0].interrupts.count == 1
            let pending = isOne ? [] : pendingQuestions
            guard pending.count < 2 else {
                throw Failure(
                    .ambiguousResume, kind: isStrict ? ErrorCode.unknownInterrupt.kind : "",
                    message: "\(pending.count) questions are pending, so that an answer must name one by its id: "
                        + pending.sorted().joined(separator: ", "))
            }
            // Meant for the task that asks, not for one that may ask before it.
            session.offer(value, to: asking.count == 1 ? asking[0].key : nil)
        }
    }

    /// The ids of the questions that wait for an answer.
    private var pendingQuestions: Set<String> {
        Set(records.all.filter { $0.output == nil }.flatMap { $0.interrupts.map(\.id) })
    }

    /// Refuses answers to questions that do not wait for one.
    private func check(_ answered: [String], _ pending: Set<String>) throws(Failure) {
        let waiting = pending.isEmpty ? "none is pending" : "pending: " + pending.sorted().joined(separator: ", ")
        if answered.isEmpty {
            throw Failure(.unknownInterrupt, message: "the answers name no question; \(waiting)")
        }
        guard let unknown = answered.filter({ !pending.contains($0) }).min() else { return }
        throw Failure(
            .unknownInterrupt,
            message: "no question has the id \(unknown), or it has been answered already; \(waiting)")
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

    /// Makes writes of an object of channels, or of a state that is one value.
    ///
    /// - Throws: `INVALID_UPDATE` where it is none, or the graph does not have one of the channels.
    func write(_ values: Value, into effects: TaskEffects, by writer: String) throws(Failure) {
        let values = graph.asChannels(values)
        guard values.kind == .object else {
            throw Failure(.invalidUpdate, message: "\(writer) must write an object of channels, not \(values)")
        }
        for member in values.members {
            guard let channel = graph.stateNames.id(member.key) else {
                let near = NearestName.suggestion(for: member.key, in: graph.channelList)
                throw Failure(
                    .invalidUpdate,
                    message: "\(writer) writes channel \"\(member.key)\", which graph \"\(graph.name)\" does not have"
                        + near)
            }
            effects.write(channel, graph.write(member.value, to: channel))
        }
    }

    /// The trigger of the node that somebody outside names; `nil` for `END`.
    private func trigger(of name: String) throws(Failure) -> Int? {
        if name == StateGraph.end { return nil }
        if let node = graph.nodeNames.id(name), node != graph.startNode { return graph.nodes[node].trigger }
        let near = NearestName.suggestion(for: name, in: graph.nodeList)
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
        guard !updated.isEmpty else {
            state.forgetUpdated()
            return
        }
        state.updated = IndexList(updated + state.updated.filter { !updated.contains($0) })
    }
}
