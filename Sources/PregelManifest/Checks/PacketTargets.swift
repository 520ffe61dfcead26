import PregelLogic
import PregelValues

/// The nodes that packets may be for: what those see is a packet's argument, so that there is no telling its names.
struct PacketTargets {
    private var names: Set<String> = []
    private var isOpen = false

    /// - Parameter manifest: With its components looked up.
    init(_ manifest: Manifest) {
        for node in manifest.nodes {
            for use in [node.component, node.onError].compactMap(\.self) { add(use, of: node) }
            // A nested graph may command this one.
            if let nested = node.nested, FlowTraits(of: nested).mayCommand { add(node.destinations) }
        }
        for edge in manifest.edges {
            if case .conditional(_, .component(let use), let targets, _) = edge {
                add(router: use, among: targets.named?.map(\.name))
            }
        }
    }

    func contains(_ node: String) -> Bool { isOpen || names.contains(node) }

    /// - Parameter targets: `nil` for every node.
    private mutating func add(_ targets: [String]?) {
        guard let targets else { return isOpen = true }
        names.formUnion(targets)
    }

    private mutating func add(_ use: ComponentUse, of node: NodeDeclaration) {
        if use.name.alias == Names.standard {
            if use.name.name == "send_each" { add(Self.targets(of: use) ?? node.destinations) }
        } else if FlowTraits(use).mayCommand {
            add(node.destinations)
        }
    }

    private mutating func add(router use: ComponentUse, among targets: [String]?) {
        add(use.name.alias == Names.standard ? Self.targets(of: use) ?? targets : targets)
    }

    /// The nodes that a `std.send_each` sends to, where they stand in its configuration.
    private static func targets(of use: ComponentUse) -> [String]? {
        let results = Expression.results(of: use.config["node"] ?? .null, dialect: .making)
        return results.isComplete ? results.constants.compactMap(\.value.string) : nil
    }
}
