import PregelDiagnostics
import PregelValues

extension Reader {
    /// Reads `{"use": …, "config": …}`.
    ///
    /// - Parameter standsAlone: Whether a bare name is a built-in component (`"memory"`).
    func component(_ what: String, in scope: Scope, standsAlone: Bool = false) -> ComponentUse? {
        guard isObject(what, keys: ["use", "config"]) else { return nil }
        return use(of: what, in: scope, standsAlone: standsAlone)
    }

    /// Reads the keys `use` and `config` of an object whose other keys are somebody else's.
    func use(of what: String, in scope: Scope, standsAlone: Bool = false) -> ComponentUse? {
        let name = required("use", of: what)?.componentName(in: scope, standsAlone: standsAlone)
        let config = member("config").flatMap { $0.isObject() ? $0.value : nil }
        return name.map { name in
            var use = ComponentUse(name: name, config: config ?? .object([]), place: place)
            use.isConfigRead = config != nil || value["config"] == nil && misspelt("config") == nil
            return use
        }
    }

    /// A key that most likely was to be `key`: what it lacks is no fault of its own then.
    private func misspelt(_ key: String) -> String? {
        value.members.map(\.key).first { nearestName(to: $0, in: [key]) != nil }
    }

    /// Reads `alias.component`.
    func componentName(in scope: Scope, standsAlone: Bool) -> ComponentName? {
        guard let text = string() else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if standsAlone, parts.count == 1, Names.isName(text) {
            return ComponentName(alias: Names.standard, name: text)
        }
        guard parts.count == 2, Names.isName(parts[0]), Names.isComponent(parts[1]) else {
            badValue(
                "a component's name, \"alias.component\"" + (standsAlone ? ", or that of a built-in one" : ""),
                notes: ["aliases: \(scope.plugins.listed)"])
            return nil
        }
        let name = ComponentName(alias: String(parts[0]), name: String(parts[1]))
        guard let plugins = scope.knownPlugins, !plugins.contains(name.alias) else { return name }
        let close = plugins.nearest(to: name.alias)
        faults.add(
            "unknown-plugin", "no plugin has the alias \(Wording.quoted(name.alias))", at: place,
            notes: ["aliases: \(plugins.listed)"],
            fix: [
                close.map { "write \(Wording.quoted("\($0).\(name.name)"))" },
                "add the plugin \(Wording.quoted(name.alias)) under \(Wording.clean(plugins.pointer))",
            ].compactMap(\.self).joined(separator: ", or "))
        return nil
    }

    /// Reads a JSON Schema.
    func schema() -> JSONSchema? {
        do throws(SchemaError) {
            let schema = try JSONSchema(value)
            report(schema.warnings)
            return schema
        } catch {
            for fault in error.faults {
                faults.add(
                    "bad-schema", "\(label) is no JSON Schema: \(fault.message)", at: place.following(fault.pointer),
                    fix: fault.fix)
            }
            report(error.warnings)
            return nil
        }
    }

    private func report(_ warnings: [SchemaWarning]) {
        for warning in warnings {
            faults.add(
                warning.code, "\(label): \(warning.message)", at: place.following(warning.pointer),
                warning.isKey ? .key : .value, fix: warning.fix, severity: .warning)
        }
    }
}

extension Names {
    /// Whether a text can be a component's name: like a node's, with dots between its parts.
    static func isComponent(_ text: some StringProtocol) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isName($0) }
    }
}
