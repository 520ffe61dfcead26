import PregelDiagnostics
import PregelManifest

/// What a manifest may ask for and this version cannot do: each is refused by name, none is ignored.
struct SupportRule {
    private var findings: [Diagnostic] = []
    /// A file that several nodes nest is looked at once.
    private var seen: Set<Place> = []

    /// A diagnostic for each such feature of the manifest, and of all that it nests.
    static func findings(of manifest: Manifest) -> [Diagnostic] {
        var rule = SupportRule()
        rule.checkRoot(manifest)
        rule.check(manifest)
        return rule.findings
    }

    private mutating func refuse(_ feature: String, at place: Place, _ part: Place.Part = .key) {
        findings.append(
            Diagnostic(
                code: "graph.not-available", message: "\(feature) is not available in this version",
                location: place.location(part), exit: .plugin))
    }

    /// What a root alone may ask for: a nested graph's components and limits are the root's.
    private mutating func checkRoot(_ manifest: Manifest) {
        let place = manifest.place
        if manifest.checkpointer != nil { refuse("\"checkpointer\"", at: place.member("checkpointer")) }
        if manifest.cache != nil { refuse("\"cache\"", at: place.member("cache")) }
        if manifest.store != nil { refuse("\"store\"", at: place.member("store")) }
        if !manifest.events.isEmpty { refuse("\"events\"", at: place.member("events")) }
        // One that could not be read is there all the same.
        let hasCheckpointer = place.document.value(at: place.member("checkpointer").pointer) != nil
        guard !hasCheckpointer, manifest.checkpointer == nil, manifest.durability != .async else { return }
        findings.append(
            Diagnostic(
                code: "graph.missing-checkpointer",
                message: "the durability \"\(manifest.durability.rawValue)\" needs a checkpointer",
                location: place.member("durability").location(), fix: "remove \"durability\"", exit: .plugin))
    }

    private mutating func check(_ manifest: Manifest) {
        guard seen.insert(manifest.place).inserted else { return }
        // Without edges and without names a graph only lacks its wiring.
        if case .dataflow = manifest.wiring,
            manifest.nodes.contains(where: { !$0.inputs.isEmpty || !$0.outputs.isEmpty })
        {
            refuse("wiring by \"inputs\" and \"outputs\"", at: manifest.place, .value)
        }
        for plugin in manifest.plugins where plugin.isolation == .process {
            refuse("\"isolation\": \"process\"", at: plugin.place.member("isolation"))
        }
        for node in manifest.nodes { check(node) }
    }

    private mutating func check(_ node: NodeDeclaration) {
        guard let nested = node.nested else { return }
        if nested.map != nil { refuse("\"map\"", at: node.place.member("map")) }
        if nested.runner != nil { refuse("\"runner\"", at: node.place.member("runner")) }
        check(nested.manifest)
    }
}
