package import PregelDiagnostics

/// Warns of graphs that may be run, and do what nobody wants: a node that nothing leads to, a cycle without a way out, a join
/// of branches that exclude each other.
///
/// - Parameter manifest: With its components looked up, and without an error; what it nests is looked at too.
package func flowHints(_ manifest: Manifest) -> [Diagnostic] {
    var hints: [Diagnostic] = []
    var seen: Set<Place> = []
    var limits = HintLimits()
    addHints(manifest, &hints, &seen, &limits)
    let rest = limits.values.sorted { $0.file < $1.file }.compactMap {
        $0.limit.rest("manifest.more-faults", of: $0.file)
    }
    return hints + rest
}

private typealias HintLimits = [ObjectIdentifier: (limit: FaultLimit, file: String)]

private func addHints(
    _ manifest: Manifest, _ hints: inout [Diagnostic], _ seen: inout Set<Place>, _ limits: inout HintLimits
) {
    // A file that several nodes nest is looked at once.
    guard seen.insert(manifest.place).inserted else { return }
    if case .edges = manifest.wiring {
        for hint in FlowHints(manifest).all() {
            let document = ObjectIdentifier(hint.place.document)
            guard limits[document, default: (FaultLimit(), hint.place.document.name)].limit.takes(.warning) else {
                continue
            }
            var diagnostic = hint.diagnostic
            diagnostic.location = hint.place.location(hint.part)
            hints.append(diagnostic)
        }
    }
    for node in manifest.nodes {
        if let nested = node.nested { addHints(nested.manifest, &hints, &seen, &limits) }
    }
}

/// The hints about one graph.
private struct FlowHints {
    private let manifest: Manifest
    private let flow: FlowGraph
    private let reached: [Bool]

    init(_ manifest: Manifest) {
        self.manifest = manifest
        flow = FlowGraph(manifest)
        reached = flow.reachable(from: flow.start)
    }

    /// A hint, and the place that it is about.
    struct Hint {
        var diagnostic: Diagnostic
        var place: Place
        var part: Place.Part
    }

    func all() -> [Hint] { unreached() + endless() + impossibleJoins() }

    private func hint(
        _ code: String, _ message: String, at place: Place, _ part: Place.Part, notes: [String] = [], fix: String
    ) -> Hint {
        let diagnostic = Diagnostic(
            code: "manifest." + code, severity: .warning, message: message, notes: notes, fix: fix)
        return Hint(diagnostic: diagnostic, place: place, part: part)
    }

    // MARK: Nodes that nothing leads to

    private func unreached() -> [Hint] {
        var known = reached
        var hints: [Hint] = []
        for (index, node) in manifest.nodes.enumerated() where !known[index] {
            let name = Wording.quoted(node.name)
            hints.append(
                hint(
                    "unreachable-node", "nothing leads to the node \(name), so it never runs", at: node.place, .key,
                    fix: "add an edge that ends at \(name), or remove it"))
            // What only it leads to needs no hint of its own.
            known[index] = true
            flow.mark(from: index, in: &known)
        }
        return hints
    }

    // MARK: Cycles without a way out

    private func endless() -> [Hint] {
        let trap = EndlessSearch(flow, reached)
        return trap.cycles().map { cycle in
            let names = cycle.map { Wording.clean(flow.name($0)) }
            let shown = names.count > 8 ? Array(names.prefix(8)) + ["…"] : names
            let place = manifest.nodes[cycle[0]].place
            return hint(
                "endless-cycle",
                "nothing leads out of the cycle \((shown + [names[0]]).joined(separator: " → ")): a run that comes there "
                    + "goes on until its recursion limit",
                at: place, .key, fix: "let one of its nodes have a route that may lead out, such as to END")
        }
    }

    // MARK: Joins of branches of which one alone is taken

    private func impossibleJoins() -> [Hint] {
        guard !flow.joins.isEmpty else { return [] }
        // In a huge graph this may be left out: it is a hint.
        var effort = 5_000_000 / (flow.ways.count + manifest.edges.count + 1)
        var hints: [Hint] = []
        var told: Set<Int> = []
        for (node, ways) in flow.ways.enumerated() where node == flow.start || reached[node] {
            for (place, choice) in ways.choices.enumerated() where choice.isSingle && Set(choice.targets).count > 1 {
                effort -= 1 + Set(choice.targets).count
                guard effort > 0 else { return hints }
                // What is decided again and again may come to each of them.
                guard node == flow.start || !flow.reachable(from: node)[node] else { continue }
                let only = unreached(without: node, place, Set(choice.targets).sorted())
                for (index, join) in flow.joins.enumerated() where !told.contains(index) {
                    guard let pair = exclusive(join.members, only) else { continue }
                    told.insert(index)
                    hints.append(impossible(pair, join.place, node))
                }
            }
        }
        return hints
    }

    /// For each target of a choice the nodes that nothing else leads to.
    private func unreached(without node: Int, _ choice: Int, _ targets: [Int]) -> [[Bool]] {
        targets.map { target in
            flow.reachable(from: flow.start, without: (node, choice, target)).map { !$0 }
        }
    }

    /// Two members of a join that two targets alone lead to.
    private func exclusive(_ members: [Int], _ only: [[Bool]]) -> (Int, Int)? {
        for (place, first) in only.enumerated() {
            for second in only.dropFirst(place + 1) {
                let left = members.first { reached[$0] && first[$0] && !second[$0] }
                let right = members.first { reached[$0] && second[$0] && !first[$0] }
                if let left, let right { return (left, right) }
            }
        }
        return nil
    }

    private func impossible(_ pair: (Int, Int), _ place: Place, _ node: Int) -> Hint {
        let names = [pair.0, pair.1].map { Wording.quoted(flow.name($0)) }
        return hint(
            "impossible-join",
            "the join waits for \(names[0]) and \(names[1]), and the route after \(Wording.quoted(flow.name(node))) leads to "
                + "one of them alone",
            at: place.member("from"), .value,
            fix: "give each of them an edge of its own, so that what follows runs after either")
    }
}
