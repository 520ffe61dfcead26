import PregelDiagnostics

/// Names that others may refer to: of nodes, channels or plugins.
final class NameSet {
    /// In the manifest's order.
    let names: [String]
    private let set: Set<String>
    /// For typos; many manifests never need it.
    private lazy var index = NameIndex(names)

    init(_ names: [String]) {
        self.names = names
        set = Set(names)
    }

    func contains(_ name: String) -> Bool { set.contains(name) }

    func nearest(to name: String) -> String? { index.nearest(to: name) }

    /// For a note; in the order of their bytes, as lists of names are read.
    var listed: String {
        Wording.list(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}
