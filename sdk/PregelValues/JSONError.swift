/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// Something else was expected here.
        case syntax
        /// The text ends within a value.
        case unexpectedEnd
        /// There is more text behind the value.
        case trailingText
        /// The bytes are not UTF-8.
        case invalidUTF8
        /// A string holds a character that must be escaped, or an escape that JSON does not know.
        case invalidString
        /// A `\u` escape is half of a surrogate pair.
        case loneSurrogate
        /// A number is too large for a double.
        case numberTooLarge
        /// An object names a key twice.
        case duplicateKey
        /// Arrays and objects are nested deeper than the limit.
        case tooDeep
        /// The text is longer than the limit.
        case tooLarge
    }

    /// What kind of fault it is.
    public let code: Code

    /// What was expected.
    public let message: String

    /// Where it is: bytes from the start of the text.
    public let offset: Int

    /// The line, counted from 1.
    public let line: Int

    /// The character in the line, counted from 1.
    public let column: Int

    /// Describes a fault at `offset` of `text`.
    package init(_ code: Code, _ message: String, at offset: Int, in text: UnsafeRawBufferPointer) {
        let position = TextPosition(of: offset, in: text)
        self.code = code
        self.message = message
        self.offset = offset
        self.line = position.line
        self.column = position.column
    }
}

extension JSONError: CustomStringConvertible {
    /// The place and what was expected there, in one line.
    public var description: String { "line \(line), column \(column): \(message)" }
}
