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
    var dynamic: DynamicReference?
    /// Where references are dynamic: the number of the resource that this belongs to.
    var resource = 0

    var fallback: Value?

    /// Subschemas that look at the same value; a cycle among them would never end.
    var inPlace: [Int] {
        allOf + anyOf + oneOf + [not, condition, then, otherwise, reference, dynamic?.fallback].compactMap(\.self)
            + objects.dependencies.compactMap(\.schema)
    }

    /// A reference that leads to the outermost resource, of those that the check has come through, with its anchor.
    struct DynamicReference: Sendable {
        /// The parts with the anchor, by the number of their resource.
        let targets: [Int: Int]
        let fallback: Int
    }

    struct NumberRules: Sendable {
        var minimum: Value?
        var maximum: Value?
        var exclusiveMinimum: Value?
        var exclusiveMaximum: Value?
        var multipleOf: Divisor?
    }

    struct Divisor: Sendable {
        let value: Value
        let decimal: DecimalNumber
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
        var minContains = 1
        var maxContains: Int?
        var containsSeesItems = true
        /// Of the items that no other keyword, here or in subschemas that look at the same value, has seen.
        var unevaluated: Int?
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
        /// Of the members that no other keyword, here or in subschemas that look at the same value, has seen.
        var unevaluated: Int?
    }

    struct Dependency: Sendable {
        var keyword: String
        var key: String
        var required: [String] = []
        var schema: Int?
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
