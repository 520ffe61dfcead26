import PregelDiagnostics

/// A plugin's components by name; a name may stand for several, of different kinds.
final class PluginTable {
    let identity: PluginIdentity
    private var components: [String: [ComponentInfo]] = [:]

    init(_ identity: PluginIdentity) {
        self.identity = identity
        for component in identity.components { components[component.name, default: []].append(component) }
    }

    func component(_ name: String, _ kind: ComponentKind) -> ComponentInfo? {
        components[name]?.first { $0.kind == kind }
    }

    func kinds(of name: String) -> [ComponentKind] { (components[name] ?? []).map(\.kind) }

    func names(of kind: ComponentKind) -> [String] {
        identity.components.filter { $0.kind == kind }.map(\.name)
    }

    /// For a note: `nodes of "text": text.split, text.join`.
    func listing(of kind: ComponentKind, alias: String) -> String {
        let names = names(of: kind).map { "\(alias).\($0)" }.sorted()
        return "\(kind.plural) of \(Wording.quoted(alias)): \(Wording.list(names))"
    }
}

extension ComponentKind {
    fileprivate var plural: String {
        switch self {
        case .processor: "event processors"
        default: rawValue + "s"
        }
    }
}
