import PregelLogic
import PregelSDK

/// The reducer `reducer`.
struct ScriptedReducer: Reducer {
    static let name = "reducer"

    private let expression: Expression

    init(config: Value) throws {
        expression = try StepCompiler.expression(config["expr"] ?? .null, JSONPointer(["expr"]))
    }

    func reduce(_ current: Value, _ update: Value) throws -> Value {
        try expression.evaluate(Scope([("current", current), ("update", update)]))
    }
}
