import PregelLogic
import PregelManifest
import PregelValues
import TestRandom

extension Fuzzer {
    private static let schemas = Corpus(
        Corpus.files("plugins", ".json")
            + [
                ##"{"schema": {"type": ["object", "null"], "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"default": 1}}, "required": ["a"], "additionalProperties": false, "$defs": {"a": {"anyOf": [{"type": "string", "pattern": "^(a|b)+$"}, {"items": {"$ref": "#/$defs/a"}}]}}}, "value": {"a": ["a", ["b"]], "c": 1}}"##,
                ##"{"schema": {"oneOf": [{"const": 1}, {"enum": ["x", null]}, {"not": {}}], "if": {"minimum": 3}, "then": {"multipleOf": 0.01}, "else": {"maxLength": 3}}, "value": 3.14}"##,
                ##"{"schema": {"prefixItems": [true, {"format": "date-time"}], "contains": {"type": "integer"}, "minContains": 1, "maxContains": 2, "uniqueItems": true, "unevaluatedItems": false}, "value": [1, "2026-01-31T00:00:00Z", 2, 2.0]}"##,
                ##"{"schema": {"patternProperties": {"^x-": {"minItems": 1}}, "propertyNames": {"maxLength": 4}, "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"minProperties": 2}}, "unevaluatedProperties": {"type": "number"}, "allOf": [{"$anchor": "t"}, {"$ref": "#t"}, {"$id": "urn:x"}]}, "value": {"x-a": [], "a": 1}}"##,
                ##"{"schema": {"$ref": "http://json-schema.org/draft-07/schema#"}, "value": {"type": "object", "format": "uri-template"}}"##,
            ].map { Array($0.utf8) },
        words: [
            "#", "#/$defs/a", "#t", "urn:x", "$ref", "$dynamicRef", "$recursiveRef", "$dynamicAnchor", "date", "time",
            "duration", "email",
            "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "uuid",
            "json-pointer",
            "relative-json-pointer", "regex", "uri-template", "jsonlogic", "x-expression", "x-channel", "x-node",
            "contentEncoding",
            "exclusiveMaximum", "deprecated", "2026-13-41", "::ffff:1.2.3.4", "xn--a", "^(a+)+$", "(?=a)b",
        ])

    /// Schemas, and values held against them.
    static let schema = Fuzzer(name: "schema", make: { JSONMaker(corpus: schemas).make(&$0) }) { bytes throws(Broken) in
        guard let text = try? Value(json: bytes) else { return }
        for source in [text["schema"] ?? text["config_schema"], text] {
            guard let source, let schema = try? JSONSchema(source) else { continue }
            for value in [text["value"] ?? .null, text, source] {
                let violations = schema.validate(value)
                if violations.isEmpty != schema.accepts(value) { throw Broken("validating and accepting differ") }
                _ = schema.fillingDefaults(value)
            }
        }
    }

    private static let patterns = [
        "^(a|bc)+$\nabcbca", "^a{2,3}$\naaa", "[^a-c_\\d]+\\b\nxyz ab", "\\p{L}\\P{Lu}\\p{gc=Nd}\nÄb٣",
        "(?=a)(?!b)(?<=x)(?<!y).\nxa",
        "(?:a*?|b+?)??$\naab", "^(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(x+x+)+y\nxxxxxxxxxxxxxxxxxxxxxxxx",
        "\\u{1F600}\\ud83d\\ude00\\x41\\cC\n😀",
        "(a{20}){20}\naaaa", "(?<n>a)\\k<n>\na", "^[\\w.-]+@[\\w-]+\\.\\w+$\na.b@c.org",
        "(a|a)*(b|b)*(c*)*$\naaabbbccc",
    ].map { Array($0.utf8) }
    private static let patternParts = [
        "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "|", "*", "+", "?", "*?", "{2}", "{0,}", "{3,99}",
        "{1000}", "[", "[^", "]", "-",
        "^", "$", ".", "\\b", "\\B", "\\d", "\\W", "\\s", "\\p{L}", "\\P{Lu}", "\\p{Emoji}", "\\1", "\\k<n>", "a", "b",
        "é", "💩", "a-z", "\\u0041",
        "\\u{10FFFF}", "\\ud83d", "\\x4", "\\c", "\n", "(a+)+", "(a|a)*", "aaaaaaaaaaaaaaaa",
    ].map { Array($0.utf8) }

    /// A pattern, a line break, and the text to look for it in.
    static let pattern = Fuzzer(name: "pattern") { chance in
        var text = chance.oneIn(3) ? [] : chance.pick(patterns)
        for _ in 0..<chance.count(60) {
            if chance.below(4) > 0 {
                text.insert(contentsOf: chance.pick(patternParts), at: chance.below(text.count + 1))
            } else {
                Bytes.change(&text, &chance)
            }
        }
        // At times a text that is long: what takes more than linear time is seen there.
        if chance.oneIn(40) { text += Array(repeating: text.suffix(8), count: 500).joined() }
        return text
    } run: { bytes throws(Broken) in
        let halves = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let pattern = String(decoding: halves[0], as: UTF8.self)
        let text = halves.count > 1 ? String(decoding: halves[1], as: UTF8.self) : pattern
        guard let schema = try? JSONSchema(["pattern": Value(pattern)]) else { return }
        if schema.accepts(Value(text)) != schema.accepts(Value(text)) { throw Broken("a pattern matches at times") }
    }

    private static let expressions = Corpus(
        [
            #"{"expr": {"if": [{">": [{"var": "x"}, 3]}, "a", {"var": ["b.0.c", 7]}]}, "data": {"x": 4, "b": [{"c": 1}]}}"#,
            #"{"expr": {"reduce": [{"var": "l"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}, "data": {"l": [1, 2.5, "3"]}}"#,
            #"{"expr": {"map": [{"filter": [{"var": "l"}, {"%": [{"var": ""}, 2]}]}, {"obj": {"n": {"*": [{"var": ""}, 2]}}}]}, "data": {"l": [1, 2, 3, -9223372036854775808]}}"#,
            #"{"expr": {"cat": ["a", {"substr": ["hello", -3, 2]}, {"merge": [[1], 2, {"lit": {"x": []}}]}]}, "data": null}"#,
            #"{"expr": {"and": [{"all": [[1, 2], {"<": [0, {"var": ""}, 3]}]}, {"in": ["b", "abc"]}, {"!": [{"missing": ["a", "x"]}]}, {"missing_some": [1, ["a"]]}]}, "data": {"a": "1"}}"#,
            #"{"expr": {"max": [1, "2", {"min": [3, 4]}, {"-": [1]}, {"/": [7, 2]}, {"==": ["1", 1]}, {"!==": [1, true]}]}, "data": {}}"#,
        ],
        words: [
            "var", "accumulator", "current", "none", "some", "?:", "or", "!!", "===", "!=", "<=", ">=", "x", "l", "l.0",
            "",
        ])

    /// Expressions, and data to evaluate them with.
    static let expression = Fuzzer(name: "expression", make: { JSONMaker(corpus: expressions).make(&$0) }) {
        bytes throws(Broken) in
        guard let text = try? Value(json: bytes) else { return }
        for dialect in [Expression.Dialect.standard, .making] {
            guard let expression = try? Expression(text["expr"] ?? text, dialect: dialect) else { continue }
            let first = try? expression.evaluate(text["data"] ?? text)
            if let first, (try? Value(json: first.json())) == nil, first.kind != .bytes {
                throw Broken("the result is no JSON")
            }
            if first != (try? expression.evaluate(text["data"] ?? text)) { throw Broken("it has two results") }
        }
    }
}
