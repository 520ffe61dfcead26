import CPregelABI
import PregelValues

/// A conditional edge, with its names resolved.
final class Branch: Sendable {
    let router: any RouterBody
    /// Node by result; -1 for `END`. `nil`: every node is a possible target, under its name.
    let table: [String: Int]?
    /// The table's results, or the names of all nodes, and the node of each.
    private let names: NameTable
    /// The trigger of each of them; -1 for `END`.
    private let triggers: Table<Int>

    /// - Parameter triggers: Those of all nodes.
    init(router: any RouterBody, table: [String: Int]?, nodes all: NameTable, triggers own: [Int], start: Int) {
        self.router = router
        self.table = table
        if let table {
            let entries = table.sorted { $0.key < $1.key }
            names = NameTable(entries.map(\.key))
            triggers = Table(entries.map { $0.value < 0 ? -1 : own[$0.value] })
        } else {
            // END first: a name that stands twice means its first place.
            let ids = all.names.indices.filter { $0 != start }
            names = NameTable([StateGraph.end] + ids.map { all.names[$0] })
            triggers = Table([-1] + ids.map { own[$0] })
        }
    }

    deinit { triggers.free() }

    /// The node that the table has for a result, -1 for `END`: by the result's name, of a number by its value.
    func target(of result: Value) -> Int? {
        guard let table else { return nil }
        if let id = table[result.nameText] { return id }
        guard result.double != nil else { return nil }
        let equal = table.keys.filter { (try? Value(json: Array($0.utf8))) == result }
        return equal.min().flatMap { table[$0] }
    }

    /// The trigger of the node that a result leads to, -1 for `END`; `nil` where it leads nowhere.
    @inline(__always)
    func trigger(_ result: UnsafeRawBufferPointer) -> Int? { names.id(utf8: result).map { triggers[$0] } }
}
