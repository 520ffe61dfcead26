import PregelValues

extension SchemaNode {
    /// The types of JSON; `integer` is a number without a fraction.
    struct TypeSet: OptionSet, Sendable {
        let rawValue: UInt8

        static let null = TypeSet(rawValue: 1)
        static let boolean = TypeSet(rawValue: 2)
        static let integer = TypeSet(rawValue: 4)
        static let number = TypeSet(rawValue: 8)
        static let string = TypeSet(rawValue: 16)
        static let array = TypeSet(rawValue: 32)
        static let object = TypeSet(rawValue: 64)

        static let names: [(name: String, type: TypeSet)] = [
            ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number), ("string", .string),
            ("array", .array), ("object", .object),
        ]

        /// In words: `a string or null`.
        var words: String {
            let words: [(TypeSet, String)] = [
                (.object, "an object"), (.array, "an array"), (.string, "a string"), (.number, "a number"),
                (.integer, "a whole number"), (.boolean, "true or false"), (.null, "null"),
            ]
            return words.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
        }

        func accepts(_ value: Value) -> Bool {
            switch value.kind {
            case .null: contains(.null)
            case .bool: contains(.boolean)
            case .int: contains(.integer) || contains(.number)
            case .double: contains(.number) || contains(.integer) && value.isWhole
            // Bytes have no JSON of their own; they are written as text.
            case .string, .bytes: contains(.string)
            case .array: contains(.array)
            case .object: contains(.object)
            }
        }
    }
}
