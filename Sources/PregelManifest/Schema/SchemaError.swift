/// Why a schema is none: all its faults.
package struct SchemaError: Error, Sendable, Hashable {
    /// One fault, and where in the schema it is.
    package struct Fault: Sendable, Hashable {
        package var pointer: String
        package var message: String
        package var fix: String?
    }

    package let faults: [Fault]
    /// What it says without effect, besides.
    package let warnings: [SchemaWarning]
}
