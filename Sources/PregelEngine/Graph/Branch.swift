import CPregelABI
import PregelValues

/// A conditional edge, with its names resolved.
final class Branch: Sendable {
    let router: any RouterBody
    /// Node by result; -1 for `END`. `nil`: every node is a possible target, under its name.
    let table: [String: Int]?
    /// Keeps what follows.
    private let targets: BranchTargets
    private let names: NameTable
    private let triggers: Table<Int>

    init(router: any RouterBody, table: [String: Int]?, targets: BranchTargets) {
        self.router = router
        self.table = table
        self.targets = targets
        names = targets.names
        triggers = targets.triggers
    }

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
