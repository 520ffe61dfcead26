import PregelDiagnostics
import PregelEngine
import PregelLogic
import PregelValues

/// The packets of `std.send_each`: one for each item of a list.
struct PacketList: Sendable {
    private let over: Expression
    private let node: Expression
    private let argument: Expression

    init(_ config: StandardConfig) throws(DiagnosticsError) {
        over = try config.expression("over")
        node = try config.expression("node")
        argument = try config.expression("arg")
    }

    /// Hands each packet on, in the list's order.
    func each(
        over variables: [(name: String, value: Value)], _ send: (String, Value) throws(Failure) -> Void
    ) throws(Failure) {
        let items = try over.value(over: Scope(variables))
        guard items.kind == .array else {
            throw Failure(.nodeError, kind: "TypeError", message: "std.send_each goes over a list, not \(items)")
        }
        for (index, item) in items.items.enumerated() {
            let scope = Scope([("item", item), ("index", Value(index))] + variables)
            let target = try node.value(over: scope)
            guard let name = target.string else {
                throw Failure(.invalidUpdate, message: "std.send_each needs a node's name, not \(target)")
            }
            try send(name, try argument.value(over: scope))
        }
    }
}

/// `std.send_each` as a router: the packets are the edge's.
final class PacketRouter: RouterBody {
    private let packets: PacketList

    init(packets: PacketList) { self.packets = packets }

    func route(_ context: TaskContext) throws(Failure) {
        try packets.each(over: context.input.members.map { ($0.key, $0.value) }) { node, argument throws(Failure) in
            try context.send(node, argument)
        }
    }
}
