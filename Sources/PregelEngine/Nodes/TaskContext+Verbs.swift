package import CPregelABI
public import PregelValues

extension TaskContext {
    /// Writes a channel; writing it again replaces this task's earlier write.
    ///
    /// - Throws: `INVALID_UPDATE` where the graph has no such channel.
    public func write(_ channel: String, _ value: Value) throws(Failure) {
        try name(channel) { name throws(Failure) in try write(utf8: name, value, overwrite: false) }
    }

    /// Replaces a reduced channel's value instead of reducing into it (LangGraph `Overwrite`).
    ///
    /// - Throws: `INVALID_UPDATE` where the graph has no such channel, or it does not reduce.
    public func overwrite(_ channel: String, _ value: Value) throws(Failure) {
        try name(channel) { name throws(Failure) in try write(utf8: name, value, overwrite: true) }
    }

    /// Goes to a node, besides the node's own edges; `END` does nothing.
    ///
    /// - Throws: `INVALID_UPDATE` where there is no such node, or the node's destinations do not have it.
    public func goto(_ node: String) throws(Failure) {
        try name(node) { name throws(Failure) in try goTo(utf8: name) }
    }

    /// Sends a packet: `node` runs in the next superstep with `argument` as its input (LangGraph `Send`).
    ///
    /// - Throws: `INVALID_UPDATE` where there is no such node, or the node's destinations do not have it.
    public func send(_ node: String, _ argument: Value) throws(Failure) {
        try name(node) { name throws(Failure) in try send(utf8: name, argument) }
    }

    /// Asks the outside for an answer: gives it, or throws what must pass so that the run stops here.
    ///
    /// The node runs again from its start when the answer is there; earlier questions are answered as before.
    ///
    /// - Parameter schema: A JSON Schema for the answer.
    public func interrupt(_ question: Value, schema: Value? = nil) throws -> Value {
        guard let answer = answer(question, schema: schema) else { throw UnansweredInterrupt() }
        return answer
    }

    /// Puts a chunk on the `custom` stream, at once.
    public func emit(_ chunk: Value) { emit(mode: .custom, chunk) }

    /// The value of a channel as it was when the superstep began; `nil` where it has none, or there is no such channel.
    public func read(_ channel: String) -> Value? {
        guarded { isOver ? nil : graph.stateNames.id(channel).flatMap { run?.value(of: $0) } }
    }

    /// For the task of a packet: the channels that the node sees, as an edge would have delivered them when the superstep
    /// began (LangGraph `CONFIG_KEY_READ_STATE`); `nil` for every other task, an error handler's and those of a graph that a
    /// packet started included.
    public func readState() -> Value? { guarded { isOver ? nil : run?.stateBesidePacket(of: self) } }

    /// From here on the task commands the parent graph: what it did is dropped, and later verbs mean the parent's channels
    /// and nodes (LangGraph `Command(graph=PARENT)`).
    ///
    /// - Throws: `INVALID_UPDATE` where there is no parent.
    public func commandParent() throws(Failure) {
        try acting { () throws(Failure) in
            guard run?.parent != nil else {
                throw refuse(
                    Failure(.invalidUpdate, message: "node \"\(node)\" commands a parent graph, but there is none"))
            }
            effects.removeAll()
            effects.commandsParent = true
        }
    }

    /// Writes the channel whose name has these bytes.
    @inline(__always)
    package func write(
        utf8 channel: UnsafeRawBufferPointer, _ value: consuming Value, overwrite: Bool
    ) throws(Failure) {
        if !overwrite, let id = plainChannel(channel) {
            effects.write(id, ChannelWrite(meantBy: value, reduces: isReduced(id)))
            return
        }
        if isShared, !overwrite, writeAlone(channel, value) { return }
        try writeChecked(channel, value, overwrite: overwrite)
    }

    /// Writes a channel that takes whatever it is given, where several threads may act; `false` where it is not so simple.
    /// What those threads share is not counted: each would take its memory from the others.
    private func writeAlone(_ channel: UnsafeRawBufferPointer, _ value: Value) -> Bool {
        guarded {
            guard let id = freeChannel(channel) else { return false }
            effects.write(id, ChannelWrite(meantBy: value, reduces: isReduced(id)))
            return true
        }
    }

    private func writeChecked(
        _ channel: UnsafeRawBufferPointer, _ value: Value, overwrite: Bool
    ) throws(Failure) {
        try acting { () throws(Failure) in
            let scope = scope
            guard let id = scope.stateNames.id(utf8: channel) else { throw refuse(unknownChannel(channel, scope)) }
            if overwrite, !scope.blank[id].isReduced {
                throw refuse(
                    Failure(
                        .invalidUpdate,
                        message:
                            "node \"\(node)\" overwrites channel \"\(scope.stateNames.names[id])\", which does not reduce: "
                            + "write it instead"))
            }
            let write = scope.write(value, to: id, overwrites: overwrite)
            if scope.checksValues, let check = scope.specs[id].check, let fault = check(write.value) {
                throw refuse(
                    Failure(
                        .invalidUpdate,
                        message:
                            "node \"\(node)\" writes channel \"\(scope.stateNames.names[id])\" with a value that does not fit "
                            + "its schema: at \"\(fault.pointer)\": \(fault.message)"))
            }
            effects.write(id, write)
        }
    }

    /// Goes to the node whose name has these bytes.
    package func goTo(utf8 name: UnsafeRawBufferPointer) throws(Failure) {
        if let target = plainNode(name) {
            effects.targets.append(target)
            return
        }
        try acting { () throws(Failure) in
            guard let node = try destination(name, "goes to") else { return }
            effects.targets.append(node)
        }
    }

    /// Sends a packet to the node whose name has these bytes.
    package func send(utf8 name: UnsafeRawBufferPointer, _ argument: consuming Value) throws(Failure) {
        if let target = plainNode(name) {
            effects.packets.append(Packet(node: target, argument: argument))
            return
        }
        try sendChecked(name, argument)
    }

    private func sendChecked(_ name: UnsafeRawBufferPointer, _ argument: Value) throws(Failure) {
        try acting { () throws(Failure) in
            guard let target = try destination(name, "sends to") else {
                throw refuse(Failure(.invalidUpdate, message: "node \"\(node)\" sends a packet to END"))
            }
            effects.packets.append(Packet(node: target, argument: argument))
        }
    }

    /// The answer to the task's next question; `nil` where there is none yet.
    package func answer(_ question: Value, schema: Value?) -> Value? {
        guarded {
            if isOver { return nil }
            run?.needSlot(self)
            defer { questionCount += 1 }
            if questionCount < answers.count {
                guard let fault = fault(of: answers[questionCount], schema) else { return answers[questionCount] }
                refusedAnswer = fault
                answers.removeSubrange(questionCount...)
            }
            if self.question == nil, let run, let answer = run.session.takeAnswer(for: run.rootTask(slot)) {
                if let fault = fault(of: answer, schema) {
                    refusedAnswer = fault
                } else {
                    answers.append(answer)
                    return answer
                }
            }
            if self.question == nil {
                let id = run?.interruptID(slot, asked: questionCount) ?? ""
                self.question = Interrupt(value: question, schema: schema, node: node, id: id)
            }
            return nil
        }
    }

    /// What is wrong with an answer to a question with a schema (INT-4).
    private func fault(of answer: Value, _ schema: Value?) -> Failure? {
        guard let schema, let fault = run?.options.checkAnswer?(answer, schema) else { return nil }
        return Failure(
            .invalidUpdate, kind: "ValidationError", bases: ["ValueError"],
            message: "the answer to the question of node \"\(node)\" does not fit its schema: \(fault)", node: node)
    }

    /// Puts a chunk on a stream, at once.
    package func emit(mode: StreamMode, _ chunk: Value) {
        guard !guarded({ isOver }) else { return }
        sign()
        if error == nil { run?.emitChunk(mode, chunk) } else { run?.emitChunk(mode, chunk, ofHandlerOf: slot) }
    }

    /// The value of the channel whose name has these bytes; `nil` where it has none, or there is no such channel.
    package func read(utf8 channel: UnsafeRawBufferPointer) -> Value? {
        guarded { isOver ? nil : graph.stateNames.id(utf8: channel).flatMap { run?.value(of: $0) } }
    }

    /// Gives a router's result, if it is a string that leads somewhere: without making a value of it.
    ///
    /// - Returns: Whether it was taken.
    package func route(text: pregel_value) -> Bool {
        guard text.kind == UInt8(PREGEL_STRING), let branch, let bytes = text.u.s,
            let trigger = branch._withUnsafeGuaranteedRef({
                $0.trigger(UnsafeRawBufferPointer(start: bytes, count: Int(text.count)))
            })
        else { return false }
        if trigger >= 0 { effects.triggers.append(trigger) }
        return true
    }

    /// Gives a router's result: a target, a list of them, or a value that the edge's table maps.
    package func route(to target: Value) { routed.append(target) }

    private func destination(_ name: UnsafeRawBufferPointer, _ verb: String) throws(Failure) -> Int? {
        let scope = scope
        let text = String(decoding: name, as: UTF8.self)
        if text == StateGraph.end { return nil }
        guard let target = scope.nodeNames.id(utf8: name), target != scope.startNode else {
            throw refuse(
                Failure(
                    .invalidUpdate,
                    message: "node \"\(node)\" \(verb) \"\(text)\", which is no node of graph \"\(scope.name)\""
                        + nearest(text, scope.nodeList)))
        }
        if !effects.commandsParent, slot >= 0, let allowed = graph.nodes[nodeID].destinations, !allowed.contains(target)
        {
            throw refuse(
                Failure(
                    .invalidUpdate, message: "node \"\(node)\" \(verb) \"\(text)\", which is not among its destinations"
                ))
        }
        return target
    }

    private func unknownChannel(_ channel: UnsafeRawBufferPointer, _ scope: CompiledGraph) -> Failure {
        let text = String(decoding: channel, as: UTF8.self)
        return Failure(
            .invalidUpdate,
            message: "node \"\(node)\" writes channel \"\(text)\", which graph \"\(scope.name)\" does not have"
                + nearest(text, scope.channelList))
    }

    private func name<R>(
        _ string: String, _ body: (UnsafeRawBufferPointer) throws(Failure) -> R
    ) throws(Failure) -> R {
        var string = string
        string.makeContiguousUTF8()
        let result = string.utf8.withContiguousStorageIfAvailable { bytes -> Result<R, Failure> in
            Result { () throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
        }
        guard let result else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return try result.get()
    }

    private func nearest(_ name: String, _ names: [String]) -> String {
        NearestName.suggestion(for: name, in: names)
    }
}
