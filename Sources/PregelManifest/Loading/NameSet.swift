import PregelDiagnostics

/// Names that others may refer to: of nodes, channels or plugins.
final class NameSet {
    /// In the manifest's order.
    let names: [String]
    /// The JSON pointer of the object that declares them.
    let pointer: String
    private let set: Set<String>
    /// For typos; many manifests never need it.
    private lazy var index = NameIndex(names)

    init(_ names: [String], declaredAt pointer: String) {
        self.names = names
        self.pointer = pointer
        set = Set(names)
    }

    func contains(_ name: String) -> Bool { set.contains(name) }

    func nearest(to name: String) -> String? { index.nearest(to: name) }

    /// For a note; in the order of their bytes, as lists of names are read.
    private(set) lazy var listed = Wording.list(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })

    /// What to do about a name that is not in the set.
    func fix(_ name: String, called what: String) -> String? {
        let ways = [nearest(to: name).map { "write \(Wording.quoted($0))" }, declaring(name, called: what)]
        let possible = ways.compactMap(\.self)
        return possible.isEmpty ? nil : possible.joined(separator: ", or ")
    }

    /// How a name would come into the set; `nil` where it cannot.
    func declaring(_ name: String, called what: String) -> String? {
        guard Names.isName(name), !Names.isReserved(name) else { return nil }
        return "declare the \(what) \(Wording.quoted(name)) under \(Wording.clean(pointer))"
    }
}
