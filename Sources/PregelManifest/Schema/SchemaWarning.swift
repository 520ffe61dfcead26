/// Something in a schema that has no effect, and was likely meant to have one.
package struct SchemaWarning: Sendable, Hashable {
    /// What kind of remark it is.
    package enum Kind: String, Sendable {
        /// No draft has this keyword.
        case unknownKeyword = "unknown-keyword"
        /// A draft has it, and it is not checked here.
        case uncheckedKeyword = "unchecked-keyword"
        /// It says nothing beside, or without, another one.
        case idleKeyword = "idle-keyword"
        case unknownFormat = "unknown-format"
        case unknownDialect = "unknown-dialect"
    }

    package var kind: Kind
    /// Where in the schema, as a JSON pointer.
    package var pointer: String
    /// Whether the key there is meant, and not its value.
    package var isKey: Bool
    package var message: String
    package var fix: String?

    /// The last part of a diagnostic's code: `schema-unknown-keyword`.
    package var code: String { "schema-" + kind.rawValue }
}
