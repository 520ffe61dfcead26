import PregelManifest
import PregelValues
import TestRandom

/// Makes schemas and values from a seed, so that a failure can be made again.
struct RandomSchemas {
    private var random: SplitMix64
    /// Whether keywords also get what they must not have.
    private let isWild: Bool
    private var depth = 0

    init(seed: UInt64, isWild: Bool = false) {
        random = SplitMix64(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        self.isWild = isWild
    }

    private static let names = ["a", "b", "c/d", "é"]
    private static let texts = ["", "a", "abc", "2026-01-31", "::1", "a@b.c", "http://x/", "é💩"]

    /// Keywords by what stands behind them.
    private static let schemaKeywords = [
        "not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems",
        "unevaluatedProperties", "additionalItems",
    ]
    private static let counts = [
        "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains",
        "maxContains",
    ]
    private static let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    private static let types = ["null", "boolean", "integer", "number", "string", "array", "object", "text"]
    private static let formats = ["date", "ipv6", "email", "uri", "idn-hostname", "regex", "json-pointer", "colour"]
    private static let references = [
        "#", "#/definitions/a", "#/definitions/b", "#one", "#/items", "other", "#/nowhere",
    ]

    mutating func schema() -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth < 5, random.below(8) > 0 else { return Value(random.below(2) == 0) }
        var object = ObjectBuilder(capacity: 4)
        for _ in 0..<(1 + random.below(4)) {
            let (key, value) = keyword()
            object.set(key, to: isWild && random.below(6) == 0 ? self.value() : value)
        }
        if depth == 1 { object.set("definitions", to: ["a": schema(), "b": schema()]) }
        return object.finish()
    }

    private mutating func keyword() -> (String, Value) {
        switch random.below(12) {
        case 0: ("type", Value(random.pick(Self.types)))
        case 1: (random.pick(Self.counts), Value(random.below(4)))
        case 2: (random.pick(Self.bounds), number())
        case 3: ("format", Value(random.pick(Self.formats)))
        case 4: ("pattern", Value(random.pick(["^a", "\\p{L}+$", "(a|b)*c", "[^a-c]{1,2}", "(?=a)", "(a)\\1", "["])))
        case 5: ("enum", [value(), value()])
        case 6: (random.pick(["allOf", "anyOf", "oneOf", "items", "prefixItems"]), [schema(), schema()])
        case 7: (random.pick(["properties", "patternProperties", "dependentSchemas"]), schemasByName())
        case 8: ("$ref", Value(random.pick(Self.references)))
        case 9: (random.pick(["$id", "$anchor", "const", "uniqueItems", "required", "x-own", "typ"]), "one")
        case 10: ("default", value())
        default: (random.pick(Self.schemaKeywords), schema())
        }
    }

    private mutating func schemasByName() -> Value {
        var object = ObjectBuilder(capacity: 2)
        for _ in 0..<2 { object.set(random.pick(Self.names), to: schema()) }
        return object.finish()
    }

    mutating func value() -> Value {
        depth += 1
        defer { depth -= 1 }
        switch random.below(depth < 5 ? 8 : 5) {
        case 0: return .null
        case 1: return Value(random.below(2) == 0)
        case 2: return number()
        case 3, 4: return Value(random.pick(Self.texts))
        case 5, 6:
            var object = ObjectBuilder(capacity: 3)
            for _ in 0..<random.below(4) { object.set(random.pick(Self.names), to: value()) }
            return object.finish()
        default:
            var items: [Value] = []
            for _ in 0..<random.below(4) { items.append(value()) }
            return .array(items)
        }
    }

    private mutating func number() -> Value {
        random.pick([
            0, 1, -3, 2.0, 0.1, 0.3, 1e308, Value(Double.leastNonzeroMagnitude), Value(Int.max), Value(Int.min),
            9_007_199_254_740_992.0,
        ])
    }
}
