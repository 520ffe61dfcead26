import PregelLogic
import PregelSDK

/// The router `route`.
struct ScriptedRoute: Router {
    static let name = "route"

    private enum Way {
        case result(Expression)
        case packets(ScriptedPacket, over: Expression)
    }

    private let way: Way

    init(config: Value) throws {
        if let source = config["expr"] {
            way = .result(try StepCompiler.expression(source, JSONPointer(["expr"])))
        } else if case .sendEach(let packet, let over) = try StepCompiler.sendEach(
            config["send_each"] ?? .null, JSONPointer(["send_each"]))
        {
            way = .packets(packet, over: over)
        } else {
            throw StepCompiler.fault(JSONPointer([]), "\"expr\" or \"send_each\" is required")
        }
    }

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        let names = [(name: "state", value: input), (name: "node", value: Value(context.node))]
        switch way {
        case .result(let expression): return .value(try expression.evaluate(Scope(names)))
        case .packets(let packet, let over):
            try packet.sendEach(over, names) { try context.send(to: $0, $1) }
            return .none
        }
    }
}
