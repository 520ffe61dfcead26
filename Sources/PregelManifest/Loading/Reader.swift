import PregelDiagnostics
import PregelValues

/// A value of the manifest with its place: reads it as what it should be, and reports where it is not.
struct Reader {
    let value: Value
    let place: Place
    /// How messages call it: `"retry"`, `each item of "to"`.
    let label: String
    /// What it belongs to, when it names something: `"to"`.
    let owner: String
    let faults: Faults

    init(_ value: Value, at place: Place, label: String, owner: String? = nil, faults: Faults) {
        self.value = value
        self.place = place
        self.label = label
        self.owner = owner ?? label
        self.faults = faults
    }

    /// The member `key`, where it is there.
    func member(_ key: String) -> Reader? {
        value[key].map { Reader($0, at: place.member(key), label: Wording.quoted(key), faults: faults) }
    }

    /// The members, called `the node "fetch"` where `what` is `node`.
    func members(called what: String) -> [(key: String, reader: Reader)] {
        value.members.map { key, value in
            let label = "the \(what) \(Wording.quoted(key))"
            return (key, Reader(value, at: place.member(key), label: label, owner: owner, faults: faults))
        }
    }

    func items() -> [Reader] {
        value.items.enumerated().map { index, item in
            Reader(item, at: place.item(index), label: "each item of \(label)", owner: owner, faults: faults)
        }
    }

    // MARK: Faults

    func wrongType(_ expected: String) {
        faults.add("wrong-type", "\(label) must be \(expected), found \(value.brief)", at: place)
    }

    func badValue(_ expected: String, notes: [String] = [], fix: String? = nil) {
        faults.add(
            "bad-value", "\(label) must be \(expected), found \(value.brief)", at: place, notes: notes, fix: fix)
    }

    // MARK: Objects

    /// Whether this is an object; then its keys are checked too.
    ///
    /// - Parameters:
    ///   - what: Its name: `an edge`.
    ///   - allowsExtras: Whether further keys are free, if they begin with `x-`.
    func isObject(_ what: String, keys: [String], allowsExtras: Bool = true) -> Bool {
        guard isObject() else { return false }
        for (key, _) in value.members where !keys.contains(key) && !(allowsExtras && key.hasPrefix(Names.extra)) {
            let close = faults.isFull(place.document) ? nil : nearestName(to: key, in: keys)
            faults.add(
                "unknown-key", "\(what) has no key \(Wording.quoted(key))", at: place.member(key), .key,
                notes: ["valid keys: " + Wording.list(keys, atMost: 30)],
                fix: close.map { "write \(Wording.quoted($0))" }
                    ?? (allowsExtras
                        ? "remove it, or begin it with \"\(Names.extra)\" to keep it for yourself" : "remove it"))
        }
        return true
    }

    /// Whether this is an object, of any keys.
    func isObject() -> Bool {
        if value.kind == .object { return true }
        wrongType("an object")
        return false
    }

    /// The member `key`, or a fault where it is missing.
    func required(_ key: String, of what: String, fix: String? = nil) -> Reader? {
        if let reader = member(key) { return reader }
        missing(key, of: what, fix: fix)
        return nil
    }

    func missing(_ key: String, of what: String, fix: String? = nil) {
        faults.add(
            "missing-key", "\(what) needs the key \(Wording.quoted(key)), which is missing", at: place,
            fix: fix ?? "add \(Wording.quoted(key))")
    }

    /// Reports a key that only has a meaning beside another one.
    func misplaced(_ key: String, _ reason: String, fix: String? = nil) {
        guard value[key] != nil else { return }
        faults.add(
            "misplaced-key", "\(Wording.quoted(key)) \(reason)", at: place.member(key), .key,
            fix: fix ?? "remove \(Wording.quoted(key))")
    }

    // MARK: Scalars

    func string() -> String? {
        if let string = value.string { return string }
        wrongType("a string")
        return nil
    }

    func nonEmptyString() -> String? {
        guard let string = string() else { return nil }
        guard string.isEmpty else { return string }
        badValue("a string that is not empty")
        return nil
    }

    /// A path: for the system a NUL ends it, and what follows would count for nothing.
    func path() -> String? {
        guard let string = nonEmptyString() else { return nil }
        guard string.utf8.contains(0) else { return string }
        badValue("a path, which has no NUL character")
        return nil
    }

    func bool() -> Bool? {
        if let bool = value.bool { return bool }
        wrongType("true or false")
        return nil
    }

    func integer(atLeast least: Int) -> Int? {
        guard let number = value.wholeNumber else {
            wrongType("a whole number")
            return nil
        }
        if number >= least { return number }
        badValue("at least \(least)")
        return nil
    }

    /// A number of at least zero, or above it.
    func number(isPositive: Bool) -> Double? {
        guard let number = value.double else {
            wrongType("a number")
            return nil
        }
        if isPositive ? number > 0 : number >= 0 { return number }
        badValue(isPositive ? "above 0" : "at least 0")
        return nil
    }

    /// One of the raw values of an enum.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> Choice? {
        guard let name = string() else { return nil }
        if let choice = Choice(rawValue: name) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        let close = nearestName(to: name, in: names)
        badValue(Wording.choice(names), fix: close.map { "write \(Wording.quoted($0))" })
        return nil
    }

    // MARK: Lists

    func isArray(_ expected: String) -> Bool {
        if value.kind == .array { return true }
        wrongType(expected)
        return false
    }

    func strings() -> [String] {
        guard isArray("a list of strings") else { return [] }
        return items().compactMap { $0.nonEmptyString() }
    }

    /// A list of names, each once, each in `set` (`nil`: the names are not known, for another fault's sake).
    func names(of set: NameSet?, called what: String) -> [String] {
        guard isArray("a list of \(what)s") else { return [] }
        var seen = Set<String>()
        return items().compactMap { item in
            guard let name = item.string() else { return nil }
            if !seen.insert(name).inserted {
                faults.add(
                    "duplicate-name", "the \(what) \(Wording.quoted(name)) stands in \(label) twice", at: item.place,
                    fix: "remove one of them")
                return nil
            }
            return item.resolve(name, in: set, called: what) ? name : nil
        }
    }

    /// Whether a name is in the set; else an `unknown-…` fault here.
    func resolve(_ name: String, in set: NameSet?, called what: String) -> Bool {
        guard let set, !set.contains(name) else { return true }
        guard !faults.isFull(place.document) else {
            faults.add("unknown-\(what)", "", at: place)
            return false
        }
        faults.add(
            "unknown-\(what)", "\(owner) names the \(what) \(Wording.quoted(name)), which this graph does not declare",
            at: place, notes: ["declared \(what)s: \(set.listed)"],
            fix: set.fix(name, called: what))
        return false
    }
}
