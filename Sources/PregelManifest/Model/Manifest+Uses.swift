extension Manifest {
    /// Whether some component of the plugin `alias` is used here, or in a graph that is nested inline.
    func uses(_ alias: String) -> Bool {
        let shared = [checkpointer, cache, store].compactMap(\.self) + events
        return shared.contains { $0.name.alias == alias } || nodes.contains { $0.uses(alias) }
            || channels.contains { $0.uses(alias) } || edges.contains { $0.uses(alias) }
    }
}

extension NodeDeclaration {
    fileprivate func uses(_ alias: String) -> Bool {
        if onError?.name.alias == alias { return true }
        switch body {
        case .component(let use): return use.name.alias == alias
        // A nested file has plugins of its own.
        case .graph(let nested): return nested.path == nil && nested.manifest.uses(alias)
        }
    }
}

extension ChannelDeclaration {
    fileprivate func uses(_ alias: String) -> Bool {
        guard case .reduce(.component(let use), _) = kind else { return false }
        return use.name.alias == alias
    }
}

extension EdgeDeclaration {
    fileprivate func uses(_ alias: String) -> Bool {
        guard case .conditional(_, .component(let use), _, _) = self else { return false }
        return use.name.alias == alias
    }
}
