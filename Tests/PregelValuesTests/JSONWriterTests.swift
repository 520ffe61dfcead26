import PregelValues
import TestRandom
import Testing

@Suite struct JSONWriterTests {
    private static let texts: [(Value, String)] = [
        (.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-7, "-7"), (3.0, "3.0"), (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1e22, "1e+22"), (Value(Double.leastNonzeroMagnitude), "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.30000000000000004, "0.30000000000000004"),
        (Value(Int.max), "9223372036854775807"), (Value(Int.min), "-9223372036854775808"),
        (Value(Double.nan), "null"), (Value(-Double.infinity), "null"),
        ("", "\"\""), ("é😀\u{2028}\u{7F}/", "\"é😀\u{2028}\u{7F}/\""), ([], "[]"), ([:], "{}"),
        ([1, [2, []], [:]], "[1,[2,[]],{}]"), (["b": 1, "a": [.null]], "{\"b\":1,\"a\":[null]}"),
        (.bytes([]), "{\"$bytes\":\"\"}"), (.bytes([0xFF]), "{\"$bytes\":\"/w==\"}"),
        (.bytes([0xFB, 0xEF]), "{\"$bytes\":\"++8=\"}"),
        (.bytes([0, 1, 2]), "{\"$bytes\":\"AAEC\"}"), ([.bytes(Array("pregel".utf8))], "[{\"$bytes\":\"cHJlZ2Vs\"}]"),
    ]

    @Test(arguments: texts) func `a value is written as compact JSON`(_ value: Value, _ text: String) {
        #expect(value.json() == text)
        #expect(value.description == text)
        var out = Array("before ".utf8)
        value.writeJSON(to: &out)
        #expect(String(decoding: out, as: UTF8.self) == "before " + text)
    }

    private static let escapes: [(String, String)] =
        [
            ("\"", "\\\""), ("\\", "\\\\"), ("\u{8}", "\\b"), ("\u{C}", "\\f"), ("\n", "\\n"), ("\r", "\\r"),
            ("\t", "\\t"),
        ]
        + (0..<0x20).filter { ![8, 9, 10, 12, 13].contains($0) }.map { code in
            (String(Character(Unicode.Scalar(UInt8(code)))), "\\u00" + (code < 16 ? "0" : "") + String(code, radix: 16))
        }

    @Test(arguments: escapes) func `what JSON does not take in a string is escaped`(
        _ character: String, _ escape: String
    ) throws {
        #expect(Value(character).json() == "\"\(escape)\"")
        let text: Value = .object([(key: "a\(character)b", value: Value("\(character)é\(character)"))])
        #expect(text.json() == "{\"a\(escape)b\":\"\(escape)é\(escape)\"}")
        #expect(try Value(json: text.json()) == text)
    }

    @Test func `canonical JSON sorts members by the bytes of their keys, at each level`() {
        let value: Value = [
            "é": 1, "z": ["b": 1, "a": 2], "Z": [["y": 1, "x": 2]], "": 0, "z1": 3, "\u{10000}": 4, "\u{FFFF}": 5,
        ]
        #expect(
            value.json(.canonical)
                == "{\"\":0,\"Z\":[{\"x\":2,\"y\":1}],\"z\":{\"a\":2,\"b\":1},\"z1\":3,\"é\":1,\"\u{FFFF}\":5,\"\u{10000}\":4}"
        )
    }

    @Test(arguments: [("3", "3.0"), ("0", "-0.0"), ("-100", "-1e2"), ("9007199254740992", "9007199254740992.0")])
    func `equal values have one canonical text`(_ whole: String, _ double: String) throws {
        let (a, b) = (try Value(json: "{\"a\":[\(whole)],\"b\":1}"), try Value(json: "{\"b\":1.0,\"a\":[\(double)]}"))
        #expect(a == b)
        #expect(a.json(.canonical) == b.json(.canonical))
        #expect(a.json(.canonical) == "{\"a\":[\(whole)],\"b\":1}")
        #expect(try Value(json: a.json(.canonical)) == a)
    }

    @Test func `pretty JSON breaks what does not fit a line`() {
        let word = Value(String(repeating: "x", count: 30))
        let value: Value = [
            "short": [1, 2, ["a": []]], "long": [word, word, word, [:]], "none": [], "text": word,
            "deep": ["list": [word, word, ["k": word]]],
        ]
        let x = String(repeating: "x", count: 30)
        #expect(
            value.json(.pretty) == """
                {
                  "short": [1, 2, {"a": []}],
                  "long": [
                    "\(x)",
                    "\(x)",
                    "\(x)",
                    {}
                  ],
                  "none": [],
                  "text": "\(x)",
                  "deep": {
                    "list": [
                      "\(x)",
                      "\(x)",
                      {"k": "\(x)"}
                    ]
                  }
                }
                """)
    }

    @Test func `a pretty line has at most 100 columns`() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let items = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                Value(Int(random.next() >> UInt64.random(in: 1...63, using: &random)))
            }
            let value: Value = ["some key": .array(items), "other": ["key": .array(items)]]
            let text = value.json(.pretty)
            for line in text.split(separator: "\n") { #expect(line.utf8.count <= 100) }
            #expect(try Value(json: text) == value)
        }
    }

    @Test(arguments: [JSONStyle.compact, .pretty, .canonical]) func `what is written is read as what it was`(
        _ style: JSONStyle
    ) throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<300 {
            let value = random.value(depth: 4)
            let again = try Value(json: value.json(style), options: JSONOptions(duplicateKeys: .refuse))
            #expect(again == value)
            #expect(again.hashValue == value.hashValue)
            #expect(again.json(.canonical) == value.json(.canonical))
            if style.sortsKeys == false { #expect(again.json() == value.json()) }
        }
    }
}
