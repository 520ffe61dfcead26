import PregelValues

/// One compiled subschema. Other subschemas are named by their index.
struct SchemaNode: Sendable {
    /// Set for the boolean schemas, which have nothing else.
    var constant: Bool?

    var types: TypeSet?
    var choices: [Value]?
    var exactly: Value?

    var numbers = NumberRules()
    var strings = StringRules()
    var arrays = ArrayRules()
    var objects = ObjectRules()

    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var not: Int?
    var condition: Int?
    var then: Int?
    var otherwise: Int?
    var reference: Int?

    var fallback: Value?

    /// Subschemas that look at the same value; a cycle among them would never end.
    var inPlace: [Int] {
        allOf + anyOf + oneOf + [not, condition, then, otherwise, reference].compactMap(\.self)
            + objects.dependencies.compactMap(\.schema)
    }

    struct NumberRules: Sendable {
        var minimum: Value?
        var maximum: Value?
        var exclusiveMinimum: Value?
        var exclusiveMaximum: Value?
        var multipleOf: Value?
    }

    struct StringRules: Sendable {
        var minLength: Int?
        var maxLength: Int?
        var pattern: Pattern?
        var format: SchemaFormat?
    }

    struct Pattern: Sendable {
        let text: String
        let compiled: SafePattern
    }

    struct ArrayRules: Sendable {
        var minItems: Int?
        var maxItems: Int?
        var isUnique = false
        /// Of the first items, one each.
        var tuple: [Int] = []
        /// Of all items behind the tuple.
        var rest: Int?
        var contains: Int?
    }

    struct ObjectRules: Sendable {
        var minProperties: Int?
        var maxProperties: Int?
        var required: [String] = []
        var properties: [String: Int] = [:]
        /// The properties' names in the schema's order.
        var order: [String] = []
        var patterns: [(pattern: Pattern, schema: Int)] = []
        var additional: Int?
        var names: Int?
        var dependencies: [Dependency] = []
    }

    struct Dependency: Sendable {
        var key: String
        var required: [String] = []
        var schema: Int?
    }

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

extension Value {
    /// Whether this is a number without a fraction.
    var isWhole: Bool {
        switch kind {
        case .int: true
        case .double: double.map { $0 == $0.rounded(.towardZero) } ?? false
        default: false
        }
    }

    /// A whole number, also one that is written with a fraction of zero.
    var wholeNumber: Int? {
        int ?? (kind == .double ? double.flatMap { Int(exactly: $0) } : nil)
    }
}
