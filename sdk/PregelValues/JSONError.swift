/// Why a text is not the JSON that was expected, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is; stable.
    public enum Code: String, Sendable {
        case syntax, truncated, utf8, surrogate, number, precision, depth, size, duplicateKey
    }

    /// What kind of fault it is.
    public let code: Code
    /// What was expected, and what is there.
    public let message: String
    /// Where, in bytes from the start.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in characters (Unicode scalars), from 1.
    public let column: Int

    init(_ code: Code, _ message: String, at offset: Int, in source: UnsafeRawBufferPointer) {
        self.code = code
        self.message = message
        self.offset = offset
        (line, column) = JSONError.place(of: offset, in: source)
    }

    /// The message behind its line and column.
    public var description: String { "line \(line), column \(column): \(message)" }

    /// The line and column of an offset.
    static func place(of offset: Int, in source: UnsafeRawBufferPointer) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in source.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}

/// What a reader of JSON accepts.
public struct JSONOptions: Sendable {
    /// What to do with a second member of one key.
    public enum DuplicateKeys: Sendable {
        /// It is an error.
        case refuse
        /// Its value holds, at the place of the first.
        case last
    }

    /// What to do with a whole number, written without fraction and exponent, that 64 bits do not hold.
    public enum LargeNumbers: Sendable {
        /// It is an error: a number such as an identifier must not become another one.
        case refuse
        /// It becomes the nearest double.
        case rounded
    }

    /// How deep arrays and objects may be nested.
    public var maxDepth = 512
    /// The most bytes of a text.
    public var maxSize = Int(UInt32.max)
    /// What to do with a second member of one key.
    public var duplicateKeys = DuplicateKeys.last
    /// What to do with a whole number that 64 bits do not hold.
    public var largeNumbers = LargeNumbers.rounded

    /// The defaults.
    public init(
        maxDepth: Int = 512, maxSize: Int = Int(UInt32.max), duplicateKeys: DuplicateKeys = .last,
        largeNumbers: LargeNumbers = .rounded
    ) {
        self.maxDepth = maxDepth
        self.maxSize = maxSize
        self.duplicateKeys = duplicateKeys
        self.largeNumbers = largeNumbers
    }
}
