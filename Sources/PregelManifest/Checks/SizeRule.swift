import PregelDiagnostics

/// A graph and all that it nests has a limit: what is built of it takes memory for each use of a nested file.
struct SizeRule {
    let faults: Faults
    /// Told once: what nests a graph that is too large is too large as well.
    private var isTold = false

    init(faults: Faults) { self.faults = faults }

    /// The size of a graph whose nested ones have theirs.
    mutating func size(of manifest: Manifest) -> ManifestSize {
        var size = ManifestSize(nodes: manifest.nodes.count)
        if size.isTooLarge { tell(size, at: manifest.place.member("nodes")) }
        for node in manifest.nodes {
            guard let nested = node.nested else { continue }
            size.add(nested.manifest.size)
            if size.isTooLarge { tell(size, at: node.place.member("graph")) }
        }
        return size
    }

    private mutating func tell(_ size: ManifestSize, at place: Place) {
        guard !isTold else { return }
        isTold = true
        let most = ManifestSize.largest
        faults.add(
            "too-large",
            "with all that is nested, the graph has more than "
                + (size.graphs > most.graphs ? "\(most.graphs) graphs" : "\(most.nodes) nodes"),
            at: place, notes: ["a nested file counts as often as it is used"],
            fix: "nest fewer graphs, or send packets to one of them instead of copying it")
    }
}
