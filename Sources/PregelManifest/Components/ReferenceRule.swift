/// Whether what a configuration names is in its graph.
struct ReferenceRule {
    private let channels: NameSet
    private let nodes: NameSet

    init(_ manifest: Manifest) {
        channels = NameSet(
            manifest.channels.map(\.name), declaredAt: manifest.place.member("state").pointer)
        nodes = NameSet(manifest.nodes.map(\.name), declaredAt: manifest.place.member("nodes").pointer)
    }

    /// The names of which one was meant, where the reference is to none of them.
    func unresolved(_ reference: StandardComponents.Reference) -> NameSet? {
        switch reference.kind {
        case .channel: channels.contains(reference.name) ? nil : channels
        case .node: nodes.contains(reference.name) || reference.name == Names.end ? nil : nodes
        }
    }
}
