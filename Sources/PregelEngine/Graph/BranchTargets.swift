import PregelValues

/// Where a conditional edge may lead: of edges that may lead to every node, one for all of them, for a graph may have as many
/// as nodes.
final class BranchTargets: Sendable {
    /// A table's results, or the names of all nodes, and the node of each.
    let names: NameTable
    /// The trigger of each of them; -1 for `END`.
    let triggers: Table<Int>

    /// - Parameters:
    ///   - table: Node by result; -1 for `END`.
    ///   - own: The triggers of all nodes.
    init(_ table: [String: Int], triggers own: [Int]) {
        let entries = table.sorted { $0.key < $1.key }
        names = NameTable(entries.map(\.key))
        triggers = Table(entries.map { $0.value < 0 ? -1 : own[$0.value] })
    }

    /// Every node under its name, and `END`.
    init(nodes all: NameTable, triggers own: [Int], start: Int) {
        // END first: a name that stands twice means its first place.
        let ids = all.names.indices.filter { $0 != start }
        names = NameTable([StateGraph.end] + ids.map { all.names[$0] })
        triggers = Table([-1] + ids.map { own[$0] })
    }

    deinit { triggers.free() }
}
