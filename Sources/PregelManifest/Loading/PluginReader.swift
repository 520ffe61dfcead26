import PregelDiagnostics
import PregelValues

/// Reads `plugins`.
struct PluginReader {
    static let keys = ["path", "plugin", "require", "config", "sha256", "isolation", "grants"]
    static let grants = ["network", "filesystem", "environment", "subprocess"]

    let folder: String
    let faults: Faults

    func read(_ reader: Reader) -> Scope {
        guard reader.isObject() else {
            return Scope(entries: [], aliases: [], pointer: reader.place.pointer, isComplete: false)
        }
        var entries: [PluginEntry] = []
        var aliases: [String] = []
        for (alias, member) in reader.members(called: "plugin") {
            if check(alias, member) { aliases.append(alias) }
            if let entry = entry(alias, member) { entries.append(entry) }
        }
        return Scope(entries: entries, aliases: aliases, pointer: reader.place.pointer)
    }

    private func check(_ alias: String, _ reader: Reader) -> Bool {
        guard alias != Names.standard else {
            faults.add(
                "reserved-name", "the alias \"std\" is that of the built-in components", at: reader.place, .key,
                fix: "give the plugin another alias")
            return false
        }
        return NameRule(what: "alias", faults: faults).check(alias, at: reader.place)
    }

    private func entry(_ alias: String, _ reader: Reader) -> PluginEntry? {
        if reader.value.kind == .string {
            return reader.path().map {
                PluginEntry(alias: alias, source: .path($0), folder: folder, place: reader.place)
            }
        }
        guard reader.value.kind == .object else {
            reader.wrongType("a path or an object")
            return nil
        }
        guard reader.isObject("a plugin", keys: Self.keys) else { return nil }
        let source = source(reader)
        var entry = PluginEntry(alias: alias, source: source ?? .path(""), folder: folder, place: reader.place)
        entry.require = reader.member("require").flatMap(range)
        entry.config = reader.member("config")?.value
        entry.sha256 = reader.member("sha256").flatMap(hash)
        entry.isolation = reader.member("isolation")?.choice(PluginEntry.Isolation.self) ?? .inProcess
        if let grants = reader.member("grants") {
            let errors = faults.errors
            entry.grants = self.grants(grants)
            entry.areGrantsRead = faults.errors == errors
        }
        return source == nil ? nil : entry
    }

    private func source(_ reader: Reader) -> PluginEntry.Source? {
        switch (reader.member("path"), reader.member("plugin")) {
        case (let path?, nil): return path.path().map { .path($0) }
        case (nil, let identity?): return id(identity).map { .identity($0) }
        case (nil, nil):
            reader.missing("path", of: "a plugin", fix: "add \"path\" (a file), or \"plugin\" (an identity)")
            return nil
        case (_?, let identity?):
            faults.add(
                "conflicting-keys", "a plugin is named by \"path\" or by \"plugin\", not by both",
                at: identity.place, .key, fix: "remove one of them")
            return nil
        }
    }

    private func id(_ reader: Reader) -> String? {
        guard let id = reader.nonEmptyString() else { return nil }
        if IdentityRule.accepts(id) { return id }
        reader.badValue(
            "a plugin's identity, which matches \(IdentityRule.pattern)", notes: ["for example: \"org.example.text\""],
            fix: id.contains("/") || id.hasSuffix(".so") ? "give a file as \"path\"" : nil)
        return nil
    }

    private func range(_ reader: Reader) -> VersionRange? {
        guard let text = reader.string() else { return nil }
        if let range = VersionRange(text) { return range }
        reader.badValue("a range of versions", notes: ["examples: \">=1.2 <2\", \"^1.2\", \"~1.2.3\", \"=1.2.3\""])
        return nil
    }

    private func hash(_ reader: Reader) -> String? {
        guard let text = reader.string() else { return nil }
        let isHash =
            text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
            }
        if isHash { return text.lowercased() }
        reader.badValue("a SHA-256 hash, 64 hexadecimal digits")
        return nil
    }

    private func grants(_ reader: Reader) -> PluginEntry.Grants {
        var grants = PluginEntry.Grants()
        guard reader.isObject("\"grants\"", keys: Self.grants) else { return grants }
        grants.network = reader.member("network")?.bool() ?? false
        grants.subprocess = reader.member("subprocess")?.bool() ?? false
        grants.filesystem = reader.member("filesystem")?.strings() ?? []
        grants.environment = reader.member("environment")?.strings() ?? []
        return grants
    }
}

/// What nodes, channels and aliases may be called.
struct NameRule {
    /// `node`, `channel` or `alias`.
    let what: String
    let faults: Faults

    func check(_ name: String, at place: Place) -> Bool {
        guard Names.isName(name) else {
            faults.add(
                "bad-name", "\(Wording.quoted(name)) cannot be the name of \(article)", at: place, .key,
                notes: ["a name begins with a letter or \"_\", and consists of letters, digits, \"_\" and \"-\""],
                fix: Names.suggestion(for: name).map { "write \(Wording.quoted($0))" })
            return false
        }
        guard Names.isReserved(name) else { return true }
        faults.add(
            "reserved-name", "\(Wording.quoted(name)) is reserved, and cannot be the name of \(article)", at: place,
            .key,
            notes: ["reserved are START, END and all names that begin with \"__\""],
            fix: Names.suggestion(for: name).map { "write \(Wording.quoted($0))" })
        return false
    }

    private var article: String { what == "alias" ? "an alias" : "a \(what)" }
}
