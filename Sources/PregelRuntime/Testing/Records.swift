import PregelEngine
import PregelValues

/// What a step brought about, as scenarios record it.
enum Records {
    /// The record of a run.
    ///
    /// - Parameter pending: Ids of what the thread's state says is asked, in task order. What the state does not have (a
    ///   command's goto asks, or nothing is saved) comes after it, by its canonical JSON.
    static func run(_ result: RunResult, stream: [StreamItem], pending: [String] = []) -> Value {
        var record = ObjectBuilder()
        record.set("status", to: Value(result.status.rawValue))
        let hasOutput = result.status != .failed && result.output.count > 0
        record.set("output", to: hasOutput ? result.output.plain : .null)
        record.set("stream", to: .array(CanonicalStream.sorted(stream)))
        if result.status == .interrupted {
            record.set("interrupts", to: .array(inOrder(result.interrupts, pending).map { ["value": $0.value.plain] }))
        }
        if let failure = result.failure { record.set("error", to: error(failure)) }
        return record.finish()
    }

    private static func inOrder(_ interrupts: [Interrupt], _ pending: [String]) -> [Interrupt] {
        let places = Dictionary(pending.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return byValue(interrupts).enumerated().sorted { a, b in
            (places[a.element.id] ?? places.count, a.offset) < (places[b.element.id] ?? places.count, b.offset)
        }.map(\.element)
    }

    /// Interrupts by the canonical JSON of what they ask.
    static func byValue(_ interrupts: [Interrupt]) -> [Interrupt] {
        interrupts.map { (text: $0.value.json(.canonical), interrupt: $0) }
            .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.map(\.interrupt)
    }

    /// The record of a run that did not even begin.
    static func refusedRun(_ failure: Failure) -> Value {
        ["status": "failed", "output": .null, "stream": [], "error": error(failure)]
    }

    /// The record of any other step that failed.
    static func refused(_ failure: Failure) -> Value { ["error": error(failure)] }

    /// The record of a step that only has an effect.
    static let done: Value = ["ok": true]

    /// A failure: its code, and of a node's own error all of it.
    static func error(_ failure: Failure) -> Value {
        guard failure.code == .nodeError else { return ["code": Value(failure.code.rawValue)] }
        return [
            "code": Value(failure.code.rawValue), "node": Value(failure.node), "kind": Value(failure.kind),
            "message": Value(failure.message),
        ]
    }

    /// A failure in a sentence.
    static func sentence(_ failure: Failure) -> String {
        let node = failure.node.isEmpty ? "" : " in the node \"\(failure.node)\""
        return "failed with \(failure.code.rawValue)\(node): \(failure.text)"
    }

    // MARK: Streams

    /// An entry's data without ids and timestamps; `nil` for an entry that records leave out.
    static func data(_ data: Value, of mode: String) -> Value? {
        switch mode {
        case "values": data["__interrupt__"] != nil ? nil : data.plain
        case "updates": update(data)
        case "tasks": task(data)
        case "checkpoints": checkpoint(data)
        default: data.plain
        }
    }

    private static func update(_ data: Value) -> Value {
        guard let interrupts = data["__interrupt__"] else { return data.plain }
        let asked = interrupts.items.map { Value.object([(key: "value", value: $0["value"]?.plain ?? .null)]) }
        return ["__interrupt__": .array(asked.canonicallySorted())]
    }

    private static func task(_ data: Value) -> Value {
        let name = data["name"] ?? .null
        guard let result = data["result"] else { return ["name": name, "input": data["input"]?.plain ?? .null] }
        let interrupts = data["interrupts"]?.items.map { $0["value"]?.plain ?? .null } ?? []
        return [
            "name": name, "result": result.plain, "error": Value(data["error"]?.isNull == false),
            "interrupts": .array(interrupts.canonicallySorted()),
        ]
    }

    private static func checkpoint(_ data: Value) -> Value {
        let next = data["next"]?.items.compactMap(\.string) ?? []
        return [
            "values": data["values"]?.plain ?? [:], "next": names(next), "source": data["source"] ?? .null,
            "step": data["step"] ?? .null,
        ]
    }

    /// Nodes' names, sorted.
    static func names(_ names: [String]) -> Value {
        .array(names.map(name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { Value($0) })
    }

    /// A node's name as manifests write it.
    static func name(_ name: String) -> String { name == "__start__" ? "START" : name }
}
