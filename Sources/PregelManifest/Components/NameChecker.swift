import PregelDiagnostics
import PregelLogic
import PregelValues

extension ComponentChecker {
    /// Checks what configurations and routes name of the graph that they stand in.
    ///
    /// - Parameters:
    ///   - written: The graph as its manifest has it: without the defaults of configurations.
    ///   - checked: The graph with its components looked up.
    func checkNames(_ written: Manifest, _ checked: Manifest) {
        let rule = NameChecker(checked, checker: self)
        for (node, checked) in zip(written.nodes, checked.nodes) {
            if let use = node.component { rule.check(use, checked.component, of: checked) }
            if let use = node.onError { rule.check(use, checked.onError, of: checked, extra: ["error"]) }
        }
        for (edge, checked) in zip(written.edges, checked.edges) {
            guard case .conditional(_, let router, _, let place) = edge else { continue }
            switch router {
            case .expression(let source):
                rule.check(source, at: place.member("route").member("expr"), dialect: .standard, .router)
            case .component(let use):
                guard case .conditional(_, .component(let looked), _, _) = checked else { continue }
                rule.check(use, looked, of: nil)
            }
        }
    }
}

/// Finds names of a graph's channels and nodes that are none.
struct NameChecker {
    /// Who reads: what it sees.
    enum Reader {
        /// A router sees all channels.
        case router
        /// A node sees its input, and these variables.
        case node(NodeDeclaration, variables: [String])
    }

    private let manifest: Manifest
    private let checker: ComponentChecker
    private let channels: NameSet
    private let nodes: NameSet
    private let packets: PacketTargets

    init(_ manifest: Manifest, checker: ComponentChecker) {
        self.manifest = manifest
        self.checker = checker
        channels = NameSet(manifest.channels.map(\.name), declaredAt: manifest.place.member("state").pointer)
        nodes = NameSet(manifest.nodes.map(\.name), declaredAt: manifest.place.member("nodes").pointer)
        packets = PacketTargets(manifest)
    }

    /// Checks what a component's configuration names.
    ///
    /// - Parameters:
    ///   - use: As the manifest has it.
    ///   - checked: What the manifest has, with the component looked up and its defaults.
    ///   - node: The node that it is, or whose failure it handles; `nil` for a router.
    ///   - extra: Variables that its expressions have besides.
    func check(_ use: ComponentUse, _ checked: ComponentUse?, of node: NodeDeclaration?, extra: [String] = []) {
        guard use.isConfigRead, let schema = checked?.info?.configSchema else { return }
        // Where a configuration does not fit, what it lacks may be what does not fit.
        let isSound = checker.isSound(use)
        for mark in ConfigMarks.of(use.config, schema: schema, withDefaults: isSound) {
            switch mark.meaning {
            case .channel(let name, let isWritten):
                if isWritten { checkWritten(name, mark, use) } else { checkRead(name, mark, use, node) }
            case .node(let name): checkNode(name, mark, use, node)
            case .expression(let source, let variables):
                let reader = node.map { Reader.node($0, variables: variables + extra) } ?? .router
                check(
                    source, at: use.configPlace.following(mark.pointer), dialect: .making, reader,
                    variables: variables)
            }
        }
    }

    // MARK: Names

    private func checkWritten(_ name: String, _ mark: ConfigMark, _ use: ComponentUse) {
        guard manifest.areChannelsRead, !channels.contains(name) else { return }
        unknown("channel", name, mark, use, channels)
    }

    private func checkRead(_ name: String, _ mark: ConfigMark, _ use: ComponentUse, _ node: NodeDeclaration?) {
        guard manifest.areChannelsRead else { return }
        if let node, packets.contains(node.name) { return }
        guard channels.contains(name) else {
            // A default that the graph has no use for: what is not there is most often not needed either.
            return unknown("channel", name, mark, use, channels, isError: mark.defaultOf == nil)
        }
        guard let node, let input = node.input, !input.contains(name) else { return }
        checker.report(
            "manifest.unseen-channel",
            "\(use.name) reads the channel \(Wording.quoted(name)), which the node \(Wording.quoted(node.name)) does not see",
            at: use.configPlace.following(mark.pointer), mark.part,
            notes: ["its input: \(Wording.list(input))"],
            fix: "add \(Wording.quoted(name)) to the node's \"input\"")
    }

    private func checkNode(_ name: String, _ mark: ConfigMark, _ use: ComponentUse, _ node: NodeDeclaration?) {
        guard manifest.areNodesRead else { return }
        guard nodes.contains(name) || name == Names.end else { return unknown("node", name, mark, use, nodes) }
        guard let node, let destinations = node.destinations, !destinations.contains(name) else { return }
        checker.report(
            "manifest.not-a-destination",
            "\(use.name) leads to \(Wording.quoted(name)), which is none of the node's \"destinations\"",
            at: use.configPlace.following(mark.pointer), mark.part,
            notes: ["destinations: \(Wording.list(destinations))"],
            fix: "add \(Wording.quoted(name)) to \"destinations\", or lead elsewhere")
    }

    private func unknown(
        _ what: String, _ name: String, _ mark: ConfigMark, _ use: ComponentUse, _ names: NameSet,
        isError: Bool = true
    ) {
        let origin = mark.defaultOf.map { " (the default of \(Wording.quoted($0)))" } ?? ""
        let fix = mark.defaultOf.map { "set \(Wording.quoted($0)) in the configuration, or " } ?? ""
        func ways() -> String? {
            mark.defaultOf == nil ? names.fix(name, called: what) : names.declaring(name, called: what)
        }
        checker.report(
            "manifest.unknown-\(what)", severity: isError ? .error : .warning,
            "\(use.name) names the \(what) \(Wording.quoted(name))\(origin), which this graph does not declare",
            at: use.configPlace.following(mark.pointer), mark.part,
            notes: ["declared \(what)s: \(names.listed)"], fix: ways().map { fix + $0 })
    }

    // MARK: Expressions

    /// Warns of variables that nothing gives a value to. An error would go too far: a graph may look for what it lacks.
    func check(
        _ source: Value, at place: Place, dialect: Expression.Dialect, _ reader: Reader, variables: [String] = []
    ) {
        guard manifest.areChannelsRead else { return }
        var known = variables
        var input: [String]?
        if case .node(let node, let own) = reader {
            if packets.contains(node.name) { return }
            known += own
            input = node.input
        }
        for reading in Expression.readings(in: source, dialect: dialect) where !known.contains(reading.name) {
            if channels.contains(reading.name), input?.contains(reading.name) ?? true { continue }
            let place = place.following(reading.pointer.description)
            if channels.contains(reading.name) {
                unseen(reading.name, at: place, input ?? [])
            } else {
                unknown(variable: reading.name, at: place, known)
            }
        }
    }

    private func unknown(variable name: String, at place: Place, _ variables: [String]) {
        func close() -> String? {
            variables.isEmpty ? channels.nearest(to: name) : nearestName(to: name, in: channels.names + variables)
        }
        checker.report(
            "manifest.unknown-variable", severity: .warning,
            "the expression reads \(Wording.quoted(name)), which this graph does not declare: it is always null",
            at: place,
            notes: ["declared channels: \(channels.listed)"]
                + (variables.isEmpty ? [] : ["besides: \(Wording.list(variables))"]),
            fix: close().map { "write \(Wording.quoted($0))" } ?? channels.declaring(name, called: "channel"))
    }

    private func unseen(_ name: String, at place: Place, _ input: [String]) {
        checker.report(
            "manifest.unseen-channel", severity: .warning,
            "the expression reads the channel \(Wording.quoted(name)), which the node does not see: it is always null",
            at: place, notes: ["its input: \(Wording.list(input))"],
            fix: "add \(Wording.quoted(name)) to the node's \"input\"")
    }
}
