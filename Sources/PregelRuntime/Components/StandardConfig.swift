import PregelDiagnostics
import PregelLogic
import PregelManifest
import PregelValues

/// The checked configuration of a built-in component.
struct StandardConfig {
    private let use: ComponentUse

    init(_ use: ComponentUse) { self.use = use }

    /// A setting, if it is there.
    subscript(_ key: String) -> Value? { use.config[key] }

    /// A setting that is an expression.
    func expression(_ key: String) throws(DiagnosticsError) -> Expression {
        try compile(use.config[key] ?? .null, at: "/" + key)
    }

    /// The expressions of an object of them.
    func expressions(_ key: String) throws(DiagnosticsError) -> [(name: String, expression: Expression)] {
        var all: [(name: String, expression: Expression)] = []
        for (name, source) in (use.config[key] ?? .null).members {
            all.append((name, try compile(source, at: "/\(key)/\(name)")))
        }
        return all
    }

    private func compile(_ source: Value, at pointer: String) throws(DiagnosticsError) -> Expression {
        do throws(ExpressionError) {
            return try Expression(source, dialect: .making)
        } catch {
            throw DiagnosticsError(
                Diagnostic(
                    code: "component.bad-config", message: "\(use.name): \(error.message)",
                    location: use.configPlace.following(pointer).location()))
        }
    }

    /// A component that the table has and the runtime lacks.
    func unknown(_ kind: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "component.unknown", message: "there is no built-in \(kind) \(Wording.quoted(use.name.name))",
                location: use.namePlace.location(), exit: .plugin))
    }
}
