internal import PregelFlags

/// Compares what `plugin.json` declares with the types that a plugin has.
package enum ContractCheck {
    /// Every disagreement, in sentences that say how to mend it.
    package static func faults(_ manifest: PluginManifest, _ components: [ComponentEntry]) -> [String] {
        declaredFaults(manifest, components) + typeFaults(manifest, components)
    }

    private static func declaredFaults(_ manifest: PluginManifest, _ components: [ComponentEntry]) -> [String] {
        var seen: Set<String> = []
        return manifest.components.flatMap { declared -> [String] in
            let title = "\(declared.kind.rawValue) \"\(declared.name)\""
            guard seen.insert(title).inserted else { return ["plugin.json declares \(title) twice"] }
            guard let entry = components.first(where: { $0.kind == declared.kind && $0.name == declared.name }) else {
                return ["plugin.json declares \(title), but the plugin lists no type of that kind and name"]
            }
            if entry.isAsync, !declared.has(.async) {
                return ["\(entry.typeName) is an AsyncNode: give \(title) the flag \"async\" in plugin.json"]
            }
            if !entry.isAsync, declared.has(.async) {
                return ["plugin.json gives \(title) the flag \"async\", but \(entry.typeName) is no AsyncNode"]
            }
            return []
        }
    }

    private static func typeFaults(_ manifest: PluginManifest, _ components: [ComponentEntry]) -> [String] {
        var seen: Set<String> = []
        return components.flatMap { entry -> [String] in
            let title = "\(entry.kind.rawValue) \"\(entry.name)\""
            guard seen.insert(title).inserted else { return ["the plugin lists two types for \(title)"] }
            if manifest.components.contains(where: { $0.kind == entry.kind && $0.name == entry.name }) { return [] }
            return [
                "\(entry.typeName) is not declared: add {\"name\": \"\(entry.name)\"} to /\(entry.kind.rawValue) of plugin.json"
            ]
        }
    }
}
