package import PregelValues

extension Diagnostic {
    /// The diagnostic as data, for `--json`; what is not known is left out.
    package var value: Value {
        var object = ObjectBuilder()
        object.set("severity", to: Value(severity.rawValue))
        object.set("code", to: Value(code))
        object.set("message", to: Value(message))
        if let location { Self.add(location, to: &object) }
        if !notes.isEmpty { object.set("notes", to: .array(notes.map { Value($0) })) }
        if let fix { object.set("fix", to: Value(fix)) }
        object.set("exit_status", to: Value(Int(exit.rawValue)))
        return object.finish()
    }

    private static func add(_ location: FileLocation, to object: inout ObjectBuilder) {
        if let file = location.file { object.set("file", to: Value(file)) }
        if let pointer = location.pointer { object.set("pointer", to: Value(pointer)) }
        if let line = location.line { object.set("line", to: Value(line)) }
        if let column = location.column { object.set("column", to: Value(column)) }
    }
}
