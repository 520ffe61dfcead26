import PregelDiagnostics
import PregelValues

/// What must hold of a graph as a whole: LangGraph's rules for a graph that compiles, and those of dataflow wiring.
struct WiringRules {
    let faults: Faults

    /// - Parameter isWhole: Whether the parts had no fault; else what is missing may only follow from one.
    func check(_ manifest: Manifest, _ reader: Reader, isWhole: Bool) {
        let ports = portsInUse(reader)
        switch manifest.wiring {
        case .edges(let edges):
            if isWhole { checkStart(edges, reader) }
            for place in ports { reportMixedWiring(place) }
        case .dataflow:
            guard !ports.isEmpty else {
                guard reader.value["edges"] == nil else { return }
                reader.missing(
                    "edges", of: "a graph whose nodes declare neither \"inputs\" nor \"outputs\"",
                    fix: "add \"edges\": [{\"from\": \"START\", \"to\": …}]")
                return
            }
            if isWhole { checkDataflow(manifest) }
        }
    }

    /// Where nodes say that they want to be wired by names.
    private func portsInUse(_ reader: Reader) -> [Place] {
        guard let nodes = reader.member("nodes") else { return [] }
        return nodes.members(called: "node").flatMap { _, node in
            ["inputs", "outputs"].filter { node.value[$0] != nil }.map { node.place.member($0) }
        }
    }

    private func checkStart(_ edges: [EdgeDeclaration], _ reader: Reader) {
        let begins = edges.contains { edge in
            switch edge {
            case .plain(let from, _, _), .conditional(let from, _, _, _): from == nil
            case .join: false
            }
        }
        guard !begins, let place = reader.member("edges")?.place else { return }
        faults.add(
            "no-start", "no edge leaves START, so no node would ever run", at: place, .key,
            fix: "add {\"from\": \"START\", \"to\": …} with the first node")
    }

    private func reportMixedWiring(_ place: Place) {
        faults.add(
            "mixed-wiring", "a graph with \"edges\" is not wired by names", at: place, .key,
            notes: ["\"inputs\" and \"outputs\" wire graphs that have no \"edges\""],
            fix: "remove \"edges\", or the \"inputs\" and \"outputs\" of all nodes")
    }

    private func checkDataflow(_ manifest: Manifest) {
        let dataflow = Dataflow(manifest)
        for node in manifest.nodes where node.inputs.isEmpty {
            faults.add(
                "no-inputs", "the node \(Wording.quoted(node.name)) has no \"inputs\", so nothing would make it run",
                at: node.place, .key, fix: "add \"inputs\", from its parameters to channels")
        }
        for conflict in dataflow.conflicts {
            let names = Wording.quoted(conflict.first) + " and " + Wording.quoted(conflict.second)
            guard let node = manifest.nodes.first(where: { $0.name == conflict.second }),
                let port = node.outputs.first(where: { $0.channel == conflict.channel })
            else { continue }
            faults.add(
                "conflict",
                "the nodes \(names) can write the channel \(Wording.quoted(conflict.channel)) in the same superstep",
                at: node.place.member("outputs").member(port.name),
                notes: ["a channel of the kind \"last_value\" takes one write in a superstep"],
                fix: "let one of them depend on the other, or make the channel one that reduces")
        }
        for missing in dataflow.inputsNobodyProvides {
            guard let node = manifest.nodes.first(where: { $0.name == missing.node }) else { continue }
            faults.add(
                "missing-input",
                "the node \(Wording.quoted(missing.node)) needs the channel \(Wording.quoted(missing.channel)), "
                    + "which no node writes and no input provides",
                at: node.place.member("inputs").member(missing.parameter),
                notes: ["input channels: \(Wording.list(manifest.inputChannels))"],
                fix: "add the channel to \"input\", or to the \"outputs\" of a node")
        }
    }
}
