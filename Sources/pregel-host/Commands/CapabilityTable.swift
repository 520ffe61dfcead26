import PregelDiagnostics
import PregelManifest

/// The nodes of a graph, each with its component and what that declares; nested graphs included.
struct CapabilityTable {
    private var rows: [[String]] = [["node", "component", "declares"]]

    init(_ manifest: Manifest) { add(manifest, path: "") }

    private mutating func add(_ manifest: Manifest, path: String) {
        for node in manifest.nodes {
            switch node.body {
            case .component(let use):
                rows.append([
                    path + Wording.clean(node.name), Wording.clean(use.name.description),
                    Self.flags(use.info?.flags ?? []),
                ])
            case .graph(let graph):
                let name = path + Wording.clean(node.name)
                rows.append([name, Wording.clean(graph.path ?? "nested graph"), ""])
                add(graph.manifest, path: name + "/")
            }
        }
    }

    private static func flags(_ flags: ComponentFlags) -> String {
        let names = flags.names
        // The opposite of serial is worth a word: it is what lets a node run beside itself.
        return ((flags.contains(.serial) ? [] : ["reentrant"]) + names).joined(separator: ", ")
    }

    /// The table, with a line break at the end.
    var text: String {
        let widths = (0..<2).map { column in (rows.map { $0[column].count }.max() ?? 0) + 2 }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            return cells.joined() + row[2]
        }
        .map { line in String(line.reversed().drop { $0 == " " }.reversed()) + "\n" }.joined()
    }
}
