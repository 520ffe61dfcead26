import CPregelABI
import PregelValues

/// A conditional edge, with its names resolved.
final class Branch: Sendable {
    let router: any RouterBody
    /// Node by result; -1 for `END`. `nil`: every node is a possible target, under its name.
    let table: [String: Int]?
    /// The table's results, or the names of all nodes, and the node of each.
    private let names: NameTable
    private let nodes: [Int]

    init(router: any RouterBody, table: [String: Int]?, nodes all: NameTable, start: Int) {
        self.router = router
        self.table = table
        if let table {
            let entries = table.sorted { $0.key < $1.key }
            names = NameTable(entries.map(\.key))
            nodes = entries.map(\.value)
        } else {
            // END first: a name that stands twice means its first place.
            let ids = all.names.indices.filter { $0 != start }
            names = NameTable([StateGraph.end] + ids.map { all.names[$0] })
            nodes = [-1] + ids
        }
    }

    /// The node that a result leads to, -1 for `END`; `nil` where it leads nowhere.
    @inline(__always)
    func target(_ result: UnsafeRawBufferPointer) -> Int? { names.id(utf8: result).map { nodes[$0] } }
}
