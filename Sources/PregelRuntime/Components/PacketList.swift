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
    func each(in scope: Value, _ send: (String, Value) throws(Failure) -> Void) throws(Failure) {
        let items = try over.value(over: scope)
        guard items.kind == .array else {
            throw Failure(.nodeError, kind: "TypeError", message: "std.send_each goes over a list, not \(items)")
        }
        for (index, item) in items.items.enumerated() {
            var inner = ObjectBuilder(capacity: scope.count + 2)
            for (key, value) in scope.members { inner.set(key, to: value) }
            inner.set("item", to: item)
            inner.set("index", to: Value(index))
            let variables = inner.finish()
            let target = try node.value(over: variables)
            guard let name = target.string else {
                throw Failure(.invalidUpdate, message: "std.send_each needs a node's name, not \(target)")
            }
            try send(name, try argument.value(over: variables))
        }
    }
}

/// `std.send_each` as a router: the packets are the edge's.
struct PacketRouter: RouterBody {
    let packets: PacketList

    func route(_ context: TaskContext) throws(Failure) {
        try packets.each(in: context.input) { node, argument throws(Failure) in try context.send(node, argument) }
    }
}
