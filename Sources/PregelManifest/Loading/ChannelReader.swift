import PregelDiagnostics
import PregelValues

/// Reads `state`.
struct ChannelReader {
    static let kinds = ["last_value", "reduce", "topic", "ephemeral", "any_value", "untracked"]
    static let keys = ["channel", "reducer", "initial", "accumulate", "guard", "schema", "description"]
    /// The keys that belong to some kinds only.
    private static let owners: [(key: String, kinds: [String])] = [
        ("reducer", ["reduce"]), ("initial", ["reduce"]), ("accumulate", ["topic"]),
        ("guard", ["ephemeral", "untracked"]),
    ]

    let scope: Scope
    let faults: Faults

    func read(_ name: String, _ reader: Reader) -> ChannelDeclaration? {
        guard reader.isObject("a channel", keys: Self.keys) else { return nil }
        let schema = reader.member("schema").flatMap { $0.schema() }
        let description = reader.member("description")?.string()
        guard let kind = kind(reader) else {
            return ChannelDeclaration(
                name: name, kind: .lastValue, schema: schema, description: description, place: reader.place)
        }
        for (key, kinds) in Self.owners where !kinds.contains(kind) {
            let meant = kinds.map { "\"\($0)\"" }.joined(separator: " and ")
            reader.misplaced(
                key, "belongs to channels of the kind \(meant), and this one is \(Wording.quoted(kind))",
                fix: reader.value["channel"] == nil && kinds.count == 1
                    ? "add \"channel\": \(meant)" : "remove \(Wording.quoted(key))")
        }
        if let schema, let initial = reader.member("initial") { check(initial, fits: schema) }
        return ChannelDeclaration(
            name: name, kind: declaration(kind, reader), schema: schema, description: description,
            place: reader.place)
    }

    private func kind(_ reader: Reader) -> String? {
        guard let member = reader.member("channel") else { return Self.kinds[0] }
        guard let name = member.string() else { return nil }
        if Self.kinds.contains(name) { return name }
        let close = nearestName(to: name, in: Self.kinds)
        let isReducer = BuiltInReducer(rawValue: name) != nil
        member.badValue(
            Wording.choice(Self.kinds),
            fix: isReducer
                ? "write \"channel\": \"reduce\", \"reducer\": \(Wording.quoted(name))"
                : close.map { "write \(Wording.quoted($0))" })
        return nil
    }

    private func declaration(_ kind: String, _ reader: Reader) -> ChannelDeclaration.Kind {
        switch kind {
        case "reduce": return reduce(reader)
        case "topic": return .topic(accumulate: reader.member("accumulate")?.bool() ?? false)
        case "ephemeral": return .ephemeral(guarded: reader.member("guard")?.bool() ?? true)
        case "any_value": return .anyValue
        case "untracked": return .untracked(guarded: reader.member("guard")?.bool() ?? true)
        default: return .lastValue
        }
    }

    private func reduce(_ reader: Reader) -> ChannelDeclaration.Kind {
        let initial = reader.member("initial")
        let names = Wording.list(BuiltInReducer.allCases.map(\.rawValue))
        let missing = "add \"reducer\": one of \(names), or a plugin's \"alias.component\""
        guard let member = reader.required("reducer", of: "a channel of the kind \"reduce\"", fix: missing),
            let reducer = reducer(member)
        else { return .lastValue }
        guard case .builtIn(let builtIn) = reducer else { return .reduce(reducer, initial: initial?.value) }
        if let initial { check(initial, of: builtIn) }
        return .reduce(reducer, initial: initial?.value ?? builtIn.initial)
    }

    private func reducer(_ reader: Reader) -> ChannelDeclaration.Reducer? {
        if reader.value.kind == .object {
            return reader.component("a reducer", in: scope).map { .component($0) }
        }
        guard let name = reader.value.string else {
            reader.wrongType("a reducer's name or an object")
            return nil
        }
        if let builtIn = BuiltInReducer(rawValue: name) { return .builtIn(builtIn) }
        guard name.utf8.contains(UInt8(ascii: ".")) else {
            let names = BuiltInReducer.allCases.map(\.rawValue)
            faults.add(
                "unknown-reducer", "there is no built-in reducer \(Wording.quoted(name))", at: reader.place,
                notes: [
                    "built-in reducers: \(Wording.list(names))", "a plugin's reducer is written \"alias.component\"",
                ],
                fix: nearestName(to: name, in: names).map { "write \(Wording.quoted($0))" })
            return nil
        }
        return reader.componentName(in: scope, standsAlone: false).map { name in
            var use = ComponentUse(name: name, config: .object([]), place: reader.place)
            use.isShort = true
            return .component(use)
        }
    }

    /// What a channel starts from must be what may be written to it.
    private func check(_ value: Reader, fits schema: JSONSchema) {
        for violation in schema.validate(value.value) {
            var place = value.place.following(violation.pointer)
            if let key = violation.key { place = place.member(key) }
            faults.add(
                "bad-value", "\(value.label) does not fit the channel's schema: \(violation.message)", at: place,
                violation.key == nil ? .value : .key, notes: violation.notes, fix: violation.fix)
        }
    }

    /// What a reducer starts from, it must be able to combine.
    private func check(_ initial: Reader, of reducer: BuiltInReducer) {
        let (expected, fits) =
            switch reducer {
            case .append, .union, .messages: ("an array", initial.value.kind == .array)
            case .merge: ("an object", initial.value.kind == .object)
            case .sum: ("a number", initial.value.double != nil)
            case .max, .min, .and, .or: ("", true)
            }
        guard !fits else { return }
        initial.wrongType("\(expected) where the reducer is \(Wording.quoted(reducer.rawValue))")
    }
}
