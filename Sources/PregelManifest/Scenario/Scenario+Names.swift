package import PregelDiagnostics

extension Scenario {
    /// Breakpoints at nodes that the graph does not have: they would never stop anything.
    package func strangers(to manifest: Manifest) -> [Diagnostic] {
        let faults = Faults(area: "scenario")
        let nodes = manifest.nodes.map(\.name)
        for step in steps {
            guard case .run(let run) = step.action else { continue }
            for (key, selection) in [
                ("interrupt_before", run.interruptBefore), ("interrupt_after", run.interruptAfter),
            ] {
                guard case .nodes(let names)? = selection else { continue }
                for (index, name) in names.enumerated() where !nodes.contains(name) {
                    faults.add(
                        "unknown-node",
                        "\(Wording.quoted(key)) names the node \(Wording.quoted(name)), which the graph does not have",
                        at: step.place.member(key).item(index), notes: ["its nodes: \(Wording.list(nodes))"],
                        fix: nearestName(to: name, in: nodes).map { "write \(Wording.quoted($0))" })
                }
            }
        }
        return faults.diagnostics()
    }
}
