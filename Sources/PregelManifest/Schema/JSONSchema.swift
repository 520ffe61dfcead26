package import PregelValues

/// A JSON Schema, compiled once: draft-07 with the keywords of 2019-09 and 2020-12.
///
/// It is safe on hostile schemas and values: patterns take linear time, and a check that would not end, or take for
/// ever, is a violation. References lead within the schema, or to the schema of schemas; nothing is fetched.
package final class JSONSchema: Sendable {
    /// The schema as it was given.
    package let source: Value
    /// Every subschema; the first one is the whole.
    let nodes: [SchemaNode]
    /// What the schema says without effect.
    package let warnings: [SchemaWarning]

    /// Compiles a schema, or says all that is wrong with it.
    package init(_ source: Value) throws(SchemaError) {
        var compiler = SchemaCompiler(source)
        nodes = try compiler.compile()
        warnings = compiler.warnings
        self.source = source
    }

    /// What does not fit; empty where everything does. After a hundred it stops.
    package func validate(_ value: Value) -> [Violation] {
        var validation = SchemaValidation(nodes: nodes)
        _ = validation.check(value, against: 0, at: .root)
        return validation.violations
    }

    /// Whether the value fits.
    package func accepts(_ value: Value) -> Bool {
        var validation = SchemaValidation(nodes: nodes)
        return validation.isValid(value, against: 0)
    }

    /// The value with the `default` of every property that is missing.
    package func fillingDefaults(_ value: Value) -> Value {
        var filler = DefaultFiller(nodes: nodes)
        return filler.fill(value, from: 0)
    }

    /// Something in a value that does not fit its schema.
    package struct Violation: Sendable, Hashable {
        /// Where in the value, as a JSON pointer.
        package var pointer: String
        /// The key in the object at `pointer` that is meant, where it is a key and not its value.
        package var key: String?
        /// The keyword of the schema that refuses it.
        package var keyword: String
        /// What is wrong, without a place: `expected a string, found 3`.
        package var message: String
        /// Further facts: the valid values.
        package var notes: [String] = []
        package var fix: String?
    }
}
