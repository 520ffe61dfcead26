import PregelDiagnostics
import PregelValues

/// Reads one of `steps`.
struct StepReader {
    /// Keys of every step.
    static let common = ["do", "description", "expect"]
    /// Keys of each kind of step.
    static let keys: [ScenarioStep.Verb: [String]] = [
        .run: [
            "input", "resume", "command", "thread", "stream", "subgraphs", "interrupt_before", "interrupt_after",
            "recursion_limit", "durability", "from_history",
        ],
        .state: ["thread", "subgraphs"], .history: ["thread"],
        .update: ["thread", "values", "as_node", "from_history"],
        .map: ["inputs", "over", "mode"], .delete: ["thread"],
    ]

    let faults: Faults

    func read(_ reader: Reader) -> ScenarioStep? {
        guard reader.isObject() else { return nil }
        guard let verb = reader.required("do", of: "a step", fix: "add \"do\": \"run\"")?.choice(ScenarioStep.Verb.self)
        else { return nil }
        let keys = Self.common + (Self.keys[verb] ?? [])
        guard reader.isObject("a step that does \(Wording.quoted(verb.rawValue))", keys: keys) else { return nil }
        _ = reader.member("description")?.string()
        let thread = reader.member("thread")?.nonEmptyString() ?? "t"
        let action = action(verb, reader)
        let expected = reader.member("expect").flatMap { ExpectationReader(verb: verb).read($0) }
        return action.map { ScenarioStep(action: $0, thread: thread, expected: expected, place: reader.place) }
    }

    private func action(_ verb: ScenarioStep.Verb, _ reader: Reader) -> ScenarioStep.Action? {
        switch verb {
        case .run: .run(run(reader))
        case .state: .state(subgraphs: reader.member("subgraphs")?.bool() ?? false)
        case .history: .history
        case .update: .update(update(reader))
        case .map: map(reader)
        case .delete: .delete
        }
    }

    // MARK: run

    private func run(_ reader: Reader) -> RunStep {
        var step = RunStep()
        step.given = given(reader)
        if let stream = reader.member("stream") { step.stream = modes(stream) }
        step.subgraphs = reader.member("subgraphs")?.bool() ?? false
        step.interruptBefore = reader.member("interrupt_before").flatMap(selection)
        step.interruptAfter = reader.member("interrupt_after").flatMap(selection)
        step.recursionLimit = reader.member("recursion_limit")?.integer(atLeast: 1)
        step.durability = reader.member("durability")?.choice(Durability.self)
        step.fromHistory = fromHistory(reader)
        return step
    }

    private func given(_ reader: Reader) -> RunStep.Given {
        let input = reader.member("input")
        guard reader.value["resume"] != nil || reader.value["command"] != nil else {
            return input?.objectOrNull().flatMap { $0.isNull ? nil as RunStep.Given? : .input($0) } ?? .proceed
        }
        if let input, !input.value.isNull {
            faults.add(
                "conflicting-keys", "a run takes \"input\", or \"resume\" and \"command\", not both", at: input.place,
                .key, fix: "remove one of them")
        }
        var answer = RunAnswer()
        answer.answers = reader.member("resume").flatMap(answers)
        if let command = reader.member("command"), command.isObject("a command", keys: ["update", "goto"]) {
            answer.update = command.member("update").flatMap { $0.isObject() ? $0.value : nil as Value? }
            answer.goto = command.member("goto").map(targets) ?? []
        }
        return .command(answer)
    }

    private func answers(_ reader: Reader) -> RunAnswer.Answers? {
        guard !reader.value.isNull else { return nil }
        guard reader.value.count == 1, let pairs = reader.member("$by_interrupt") else { return .value(reader.value) }
        guard pairs.isArray("a list of [number, answer]") else { return nil }
        return .byInterrupt(
            pairs.items().compactMap { pair in
                guard pair.value.items.count == 2, let number = pair.items()[0].integer(atLeast: 0) else {
                    if pair.value.items.count != 2 { pair.wrongType("a list of two: a number and an answer") }
                    return nil
                }
                return (number, pair.value.items[1])
            })
    }

    private func targets(_ reader: Reader) -> [String] {
        if reader.value.kind == .string { return reader.nonEmptyString().map { [$0] } ?? [] }
        guard reader.value.kind == .array else {
            reader.wrongType("a node or a list of nodes")
            return []
        }
        return reader.strings()
    }

    private func modes(_ reader: Reader) -> [ScenarioStream] {
        guard reader.isArray("a list of stream modes") else { return [] }
        return reader.items().compactMap { $0.choice(ScenarioStream.self) }
    }

    private func selection(_ reader: Reader) -> StaticInterrupts.Selection? {
        if reader.value.isNull { return nil }
        if reader.value.string == "*" { return .all }
        guard reader.value.kind == .array else {
            reader.wrongType("a list of nodes or \"*\"")
            return nil
        }
        return .nodes(reader.strings())
    }

    private func fromHistory(_ reader: Reader) -> Int? { reader.member("from_history")?.integer(atLeast: 0) }

    // MARK: update, map

    private func update(_ reader: Reader) -> UpdateStep {
        UpdateStep(
            values: reader.member("values")?.objectOrNull() ?? .null,
            asNode: reader.member("as_node")?.nonEmptyString(),
            fromHistory: fromHistory(reader))
    }

    private func map(_ reader: Reader) -> ScenarioStep.Action? {
        let inputs = reader.required("inputs", of: "a step that does \"map\"", fix: "add \"inputs\", an object")
        let over = reader.required("over", of: "a step that does \"map\"", fix: "add \"over\": the inputs' lists")
        let mode = reader.member("mode")?.choice(NestedGraph.MapOver.Mode.self) ?? .zip
        let names = over?.strings() ?? []
        if let over, over.value.kind == .array, over.value.count == 0 { over.badValue("a list of at least one") }
        guard let inputs, inputs.isObject(), let over else { return nil }
        for (index, name) in names.enumerated() where inputs.value[name]?.kind != .array {
            faults.add(
                "not-a-list", "\"over\" names \(Wording.quoted(name)), which is no list in \"inputs\"",
                at: over.place.item(index),
                fix: nearestName(to: name, in: inputs.value.members.map(\.key)).map { "write \(Wording.quoted($0))" })
        }
        return .map(MapStep(inputs: inputs.value, over: names, mode: mode))
    }
}

extension Reader {
    /// An object, or null; a fault for anything else.
    fileprivate func objectOrNull() -> Value? {
        if value.isNull || value.kind == .object { return value }
        wrongType("an object or null")
        return nil
    }
}
