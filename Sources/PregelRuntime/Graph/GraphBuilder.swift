import PregelDiagnostics
import PregelEngine
import PregelLogic
import PregelManifest
import PregelValues

/// Builds the engine's graph of a checked manifest, and of all that it nests.
struct GraphBuilder {
    let factory: any ComponentFactory
    let standard: StandardComponentFactory
    var placement = NodePlacement.asAsked

    /// The graph, ready to run.
    func compile(_ manifest: Manifest) throws(DiagnosticsError) -> CompiledGraph {
        let graph = try build(manifest)
        do throws(GraphError) {
            return try graph.compile()
        } catch {
            throw DiagnosticsError(
                error.faults.map { fault in
                    Diagnostic(code: "graph.invalid", message: fault, location: manifest.place.location())
                })
        }
    }

    private func build(_ manifest: Manifest) throws(DiagnosticsError) -> StateGraph {
        var graph = StateGraph(manifest.name)
        graph.input = manifest.input
        graph.output = manifest.output
        graph.interruptBefore = Breakpoints(manifest.interrupts.before)
        graph.interruptAfter = Breakpoints(manifest.interrupts.after)
        for channel in manifest.channels { graph.addChannel(try spec(channel, manifest)) }
        for node in manifest.nodes {
            graph.addNode(node.name, try action(node, manifest), options: try options(node, manifest))
        }
        for edge in manifest.edges { try add(edge, to: &graph, manifest) }
        return graph
    }

    // MARK: Channels

    private func spec(_ channel: ChannelDeclaration, _ manifest: Manifest) throws(DiagnosticsError) -> ChannelSpec {
        let kind: ChannelKind =
            switch channel.kind {
            case .lastValue: .lastValue
            case .reduce(let reducer, let initial):
                .reduce(try self.reducer(reducer, of: channel, manifest), initial: initial)
            case .topic(let accumulate): .topic(accumulate: accumulate)
            case .ephemeral(let guarded): .ephemeral(guarded: guarded)
            case .anyValue: .anyValue
            case .untracked(let guarded): .untracked(guarded: guarded)
            }
        guard let schema = channel.schema else { return ChannelSpec(channel.name, kind) }
        return ChannelSpec(channel.name, kind) { value in
            schema.validate(value).first.map { (pointer: $0.pointer, message: $0.message) }
        }
    }

    private func reducer(
        _ reducer: ChannelDeclaration.Reducer, of channel: ChannelDeclaration, _ manifest: Manifest
    ) throws(DiagnosticsError) -> Reducer {
        switch reducer {
        case .builtIn(let builtIn): return builtIn.reducer
        case .component(let use):
            let entry = try entry(of: use, manifest)
            return Reducer(try factory.reducer(use, from: entry, named: channel.name))
        }
    }

    // MARK: Nodes

    private func action(_ node: NodeDeclaration, _ manifest: Manifest) throws(DiagnosticsError) -> NodeAction {
        switch node.body {
        case .component(let use): try action(use, named: node.name, manifest)
        case .graph(let nested): .graph(try compile(nested.manifest), persistence: Persistence(nested.persistence))
        }
    }

    private func action(
        _ use: ComponentUse, named name: String, _ manifest: Manifest
    ) throws(DiagnosticsError) -> NodeAction {
        let action: NodeAction =
            if use.name.isStandard {
                try standard.node(use, named: name)
            } else {
                .body(try factory.node(use, from: entry(of: use, manifest), named: name))
            }
        return placement.place(action)
    }

    private func options(_ node: NodeDeclaration, _ manifest: Manifest) throws(DiagnosticsError) -> NodeOptions {
        var options = NodeOptions()
        options.input = node.input
        options.retry = node.retry.map(PregelEngine.RetryPolicy.init)
        options.timeout = node.timeout.map(PregelEngine.TimeoutPolicy.init)
        options.cache = node.cache.map(PregelEngine.CachePolicy.init)
        if node.cache != nil { options.identity = try NodeIdentity(factory: factory).text(of: node, in: manifest) }
        options.isDeferred = node.isDeferred
        options.destinations = node.destinations
        if let handler = node.onError { options.onError = try action(handler, named: node.name, manifest) }
        options.metadata = node.metadata
        return options
    }

    // MARK: Edges

    private func add(
        _ edge: EdgeDeclaration, to graph: inout StateGraph, _ manifest: Manifest
    ) throws(DiagnosticsError) {
        switch edge {
        case .plain(let from, let to, _): graph.addEdge(from: from ?? StateGraph.start, to: to.map(\.name))
        case .join(let from, let to, _):
            // END runs nothing, so that nothing waits for it.
            for target in to where target != .end { graph.addEdge(from: from, to: target.name) }
        case .conditional(let from, let router, let targets, _):
            let from = from ?? StateGraph.start
            let router = try self.router(router, named: from, manifest)
            switch targets {
            case .any: graph.addConditionalEdge(from: from, router)
            case .list(let targets): graph.addConditionalEdge(from: from, targets: targets.map(\.name), router)
            case .table(let rows):
                graph.addConditionalEdge(from: from, table: rows.map { ($0.result, $0.target.name) }, router)
            }
        }
    }

    private func router(
        _ router: EdgeDeclaration.Router, named name: String, _ manifest: Manifest
    ) throws(DiagnosticsError) -> Router {
        switch router {
        case .expression(let source): return Router(try ExpressionRouter(source, of: name, manifest))
        case .component(let use):
            if use.name.isStandard { return try standard.router(use, named: name) }
            return Router(try factory.router(use, from: entry(of: use, manifest), named: name))
        }
    }

    /// The manifest's entry of the plugin that a component is from.
    private func entry(of use: ComponentUse, _ manifest: Manifest) throws(DiagnosticsError) -> PluginEntry {
        guard let entry = manifest.plugins.first(where: { $0.alias == use.name.alias }) else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "plugin.unknown", message: "no plugin has the alias \(Wording.quoted(use.name.alias))",
                    location: use.namePlace.location(), exit: .plugin))
        }
        return entry
    }
}

extension ComponentName {
    /// Whether it names a built-in component.
    var isStandard: Bool { alias == "std" }
}
