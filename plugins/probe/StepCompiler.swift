import PregelLogic
import PregelSDK

/// Compiles the steps of a script once, so that a run only evaluates.
enum StepCompiler {
    static func steps(_ value: Value?, _ place: JSONPointer) throws -> [ScriptStep] {
        guard let value else { return [] }
        guard value.kind == .array else { throw fault(place, "must be a list of steps") }
        return try value.items.enumerated().map { try step($0.element, place.appending($0.offset)) }
    }

    private static let companions = ["into", "then", "else"]

    private static func step(_ value: Value, _ place: JSONPointer) throws -> ScriptStep {
        let operations = value.members.filter { !companions.contains($0.key) }
        guard operations.count == 1, let (name, argument) = operations.first else {
            throw fault(place, "must be an object with one operation")
        }
        let inside = place.appending(name)
        try checkCompanions(of: name, value, place)
        switch name {
        case "write": return .write(try named(argument, inside), overwrites: false)
        case "overwrite": return .write(try named(argument, inside), overwrites: true)
        case "let": return .set(try named(argument, inside))
        case "emit": return .emit(try expression(argument, inside))
        case "sleep_ms": return .sleep(milliseconds: try wholeNumber(argument, inside))
        case "fail": return .fail(try failure(argument, inside))
        case "interrupt":
            return .interrupt(try expression(argument, inside), into: try text(value["into"], place.appending("into")))
        case "read_state": return .readState(into: try text(argument, inside) ?? "")
        case "goto": return .goTo(try expression(argument, inside))
        case "send": return .send(try packet(argument, inside, ["node", "arg"]))
        case "send_each": return try sendEach(argument, inside)
        case "parent":
            try checkKeys(argument, inside, ["update", "goto"])
            return .commandParent(
                update: try argument["update"].map { try named($0, inside.appending("update")) } ?? [],
                goTo: try argument["goto"].map { try expression($0, inside.appending("goto")) })
        case "when":
            return .when(
                try expression(argument, inside), then: try steps(value["then"], place.appending("then")),
                otherwise: try steps(value["else"], place.appending("else")))
        case "stop": return .stop
        default: throw fault(place, "\"\(name)\" is no step")
        }
    }

    private static func checkCompanions(of name: String, _ value: Value, _ place: JSONPointer) throws {
        let allowed = name == "interrupt" ? ["into"] : name == "when" ? ["then", "else"] : []
        for (key, _) in value.members where companions.contains(key) && !allowed.contains(key) {
            throw fault(place, "\"\(key)\" has no meaning beside \"\(name)\"")
        }
    }

    static func sendEach(_ value: Value, _ place: JSONPointer) throws -> ScriptStep {
        let packet = try packet(value, place, ["node", "arg", "over"])
        return .sendEach(packet, over: try expression(value["over"] ?? .null, place.appending("over")))
    }

    private static func packet(_ value: Value, _ place: JSONPointer, _ keys: [String]) throws -> ScriptedPacket {
        try checkKeys(value, place, keys)
        for key in keys where value[key] == nil { throw fault(place, "\"\(key)\" is missing") }
        return ScriptedPacket(
            node: try expression(value["node"] ?? .null, place.appending("node")),
            argument: try expression(value["arg"] ?? .null, place.appending("arg")))
    }

    private static func failure(_ value: Value, _ place: JSONPointer) throws -> ScriptedFailure {
        try checkKeys(value, place, ["error", "message", "attempts", "first"])
        guard let kind = value["error"]?.string else { throw fault(place, "\"error\" must be the error's kind") }
        return ScriptedFailure(
            kind: kind, message: value["message"]?.string ?? "",
            attempts: try value["attempts"].map { try wholeNumber($0, place.appending("attempts")) },
            first: try value["first"].map { try wholeNumber($0, place.appending("first")) })
    }

    private static func named(_ value: Value, _ place: JSONPointer) throws -> [NamedExpression] {
        guard value.kind == .object else { throw fault(place, "must be an object of expressions") }
        return try value.members.map { name, source in
            NamedExpression(name: name, expression: try expression(source, place.appending(name)))
        }
    }

    static func expression(_ source: Value, _ place: JSONPointer) throws -> Expression {
        do throws(ExpressionError) {
            return try Expression(source, dialect: .making)
        } catch {
            throw fault(JSONPointer(place.steps + error.pointer.steps), error.message)
        }
    }

    private static func wholeNumber(_ value: Value, _ place: JSONPointer) throws -> Int {
        guard let number = value.double.flatMap({ Int(exactly: $0) }), number >= 0 else {
            throw fault(place, "must be a whole number, 0 or more")
        }
        return number
    }

    private static func text(_ value: Value?, _ place: JSONPointer) throws -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw fault(place, "must be a string") }
        return text
    }

    private static func checkKeys(_ value: Value, _ place: JSONPointer, _ known: [String]) throws {
        guard value.kind == .object else { throw fault(place, "must be an object") }
        for (key, _) in value.members where !known.contains(key) {
            throw fault(place, "\"\(key)\" is none of \(known.joined(separator: ", "))")
        }
    }

    static func fault(_ place: JSONPointer, _ message: String) -> NodeError {
        NodeError(kind: "ConfigError", message: "\(place): \(message)", transient: false)
    }
}
