import PregelDiagnostics
import PregelManifest
import PregelValues

/// What decides about a node's results besides its input: what it is made of, in which version, and how it is configured.
///
/// A cache keeps results by it, so that a changed manifest or plugin never gets a result from before.
struct NodeIdentity {
    let factory: any ComponentFactory

    /// The identity of what a node runs, as canonical JSON.
    func text(of node: NodeDeclaration, in manifest: Manifest) throws(DiagnosticsError) -> String {
        switch node.body {
        case .component(let use): try component(use, manifest).json(.canonical)
        case .graph(let nested): try graph(nested.manifest).json(.canonical)
        }
    }

    private func component(_ use: ComponentUse, _ manifest: Manifest) throws(DiagnosticsError) -> Value {
        [try release(of: use.name.alias, in: manifest), Value(use.name.name), use.config]
    }

    /// A nested graph is all that its manifest says, and all plugins that it may use.
    private func graph(_ manifest: Manifest) throws(DiagnosticsError) -> Value {
        var parts = [manifest.place.value ?? .null]
        for entry in manifest.plugins { parts.append(try release(of: entry.alias, in: manifest)) }
        for node in manifest.nodes {
            if let nested = node.nested { parts.append(try graph(nested.manifest)) }
        }
        return .array(parts)
    }

    /// A plugin with its version and configuration; the built-in components are a plugin here.
    private func release(of alias: String, in manifest: Manifest) throws(DiagnosticsError) -> Value {
        guard let entry = manifest.plugins.first(where: { $0.alias == alias }) else {
            return [Value(StandardComponents.identity.id), Value(StandardComponents.identity.version)]
        }
        let release = try factory.release(of: entry)
        return [Value(release.id), Value(release.version), entry.config ?? .null]
    }
}
