import PregelDiagnostics
import PregelValues

/// Checks `expect`: the keys of the records, and the forms that stand for values that vary. The rest is compared as it is.
struct ExpectationReader {
    /// The keys of each kind of step's record.
    static let keys: [ScenarioStep.Verb: [String]] = [
        .run: ["status", "output", "stream", "interrupts", "error"], .state: ["snapshot", "error"],
        .history: ["snapshots", "error"], .update: ["ok", "error"], .map: ["outputs", "error"],
        .delete: ["ok", "error"],
    ]
    static let errorKeys = ["code", "node", "kind", "message"]
    static let entryKeys = ["ns", "mode", "data"]
    static let interruptKeys = ["value"]
    static let snapshotKeys = ["values", "next", "source", "step", "tasks"]
    static let taskKeys = ["name", "interrupts", "error", "state"]

    let verb: ScenarioStep.Verb

    private enum Status: String, CaseIterable {
        case completed, interrupted, failed
    }

    /// The expectation; `nil` where it is none, for then nothing is compared.
    func read(_ reader: Reader) -> Value? {
        guard reader.isRecord("the record of a step that does \(Wording.quoted(verb.rawValue))", keys: keys) else {
            return nil
        }
        checkForms(reader)
        if let status = reader.plain("status") { _ = status.choice(Status.self) }
        if let error = reader.plain("error"), !error.value.isNull {
            _ = error.isRecord("an error", keys: Self.errorKeys)
        }
        for entry in reader.plain("stream")?.entries() ?? [] {
            _ = entry.isRecord("an entry of a stream", keys: Self.entryKeys)
        }
        for interrupt in reader.plain("interrupts")?.entries() ?? [] {
            _ = interrupt.isRecord("an interrupt", keys: Self.interruptKeys)
        }
        if let snapshot = reader.plain("snapshot") { check(snapshot) }
        for snapshot in reader.plain("snapshots")?.entries() ?? [] { check(snapshot) }
        return reader.value
    }

    private var keys: [String] { Self.keys[verb] ?? [] }

    private func check(_ snapshot: Reader) {
        guard snapshot.isRecord("a snapshot", keys: Self.snapshotKeys) else { return }
        for task in snapshot.plain("tasks")?.entries() ?? [] {
            guard task.isRecord("a task of a snapshot", keys: Self.taskKeys) else { continue }
            if let state = task.plain("state") { check(state) }
        }
    }

    /// Reads each `{"$match": …}` in it, wherever it stands.
    private func checkForms(_ reader: Reader) {
        if ValueMatch.isForm(reader.value) {
            _ = MatchReader().read(reader)
        } else {
            for (_, member) in reader.members(called: "member") { checkForms(member) }
            for item in reader.items() { checkForms(item) }
        }
    }
}

extension Reader {
    /// Whether this is an object of these keys: whatever stands here is compared.
    fileprivate func isRecord(_ what: String, keys: [String]) -> Bool {
        isObject(what, keys: keys, allowsExtras: false)
    }

    /// The member `key`, where it is there and no form stands for it.
    fileprivate func plain(_ key: String) -> Reader? {
        member(key).flatMap { ValueMatch.isForm($0.value) ? nil : $0 }
    }

    /// The items that no form stands for; a fault where this is no list.
    fileprivate func entries() -> [Reader] {
        guard isArray("a list") else { return [] }
        return items().filter { !ValueMatch.isForm($0.value) }
    }
}
