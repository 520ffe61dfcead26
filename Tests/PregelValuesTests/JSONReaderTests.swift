import PregelValues
import TestRandom
import Testing

@Suite struct JSONReaderTests {
    private static let texts: [(String, Value)] = [
        ("null", .null), ("true", true), ("false", false), ("0", 0), ("-1", -1), ("\"\"", ""), ("[]", []),
        ("{}", [:]),
        (" \t\r\n1 \t\r\n", 1), ("[ ]", []), ("{ }", [:]), ("[[]]", [[]]), ("[{},[]]", [[:], []]),
        ("[1,\"a\",null,true,[2],{\"b\":3}]", [1, "a", .null, true, [2], ["b": 3]]),
        ("{\"a\":{\"b\":{\"c\":[{}]}}}", ["a": ["b": ["c": [[:]]]]]),
        ("{ \"a\" : 1 , \"b\" : 2 }", ["a": 1, "b": 2]), ("{\"\":0}", ["": 0]),
    ]

    @Test(arguments: texts)
    func `a well-formed text is read`(_ text: String, _ value: Value) throws {
        #expect(try Value(json: text) == value)
        #expect(try Value(json: text).kind == value.kind)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\u0000""#, "\u{0}"),
        (#""a\u0000b""#, "a\u{0}b"), (#""\uD83D\uDE00""#, "😀"), (#""\ud800\udc00""#, "\u{10000}"),
        (#""\udbff\udfff""#, "\u{10FFFF}"), (#""\uffff\uFFFE""#, "\u{FFFF}\u{FFFE}"),
        (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
        ("\"\u{7F}\u{80}\u{2028}\u{FEFF}\"", "\u{7F}\u{80}\u{2028}\u{FEFF}"), ("\"é€😀\u{10FFFF}\"", "é€😀\u{10FFFF}"),
        ("\"e\u{301}\"", "e\u{301}"), (#""12345678\n12345678é\t12345678""#, "12345678\n12345678é\t12345678"),
        (#""\\u0041""#, "\\u0041"), (#""😀\u00e9\\😀""#, "😀é\\😀"), (#""// no comment""#, "// no comment"),
    ])
    func `a string is read as it was meant`(_ text: String, _ string: String) throws {
        let value = try Value(json: text)
        #expect(value.string.map { Array($0.utf8) } == Array(string.utf8))
        #expect(value.count == string.utf8.count)
        let key = try Value(json: "{\(text):1}")
        #expect(key.members.first.map { Array($0.key.utf8) } == Array(string.utf8))
    }

    @Test func `a quote is found at each place of a string`() throws {
        for length in 0..<40 {
            let plain = String(repeating: "x", count: length)
            #expect(try Value(json: "\"\(plain)\"").string == plain)
            #expect(try Value(json: "[\"\(plain)\\\"y\",1]") == [Value(plain + "\"y"), 1])
            #expect(try Value(json: "\"\(plain)é\"").string == plain + "é")
            let error = try #require(throws: JSONError.self) { try Value(json: "\"\(plain)\u{1F}\"") }
            #expect(error.offset == length + 1)
        }
    }

    @Test(arguments: [2, 12, 13, 100]) func `of equal keys the last value holds at the first one's place`(
        _ count: Int
    ) throws {
        let plain = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let value = try Value(json: "{\(plain),\"\\u006b1\":\"new\",\"k0\":\"x\",\"k0\":\"y\"}")
        #expect(value.count == count)
        #expect(value["k0"] == "y")
        #expect(value["k1"] == "new")
        #expect(value.members.map(\.key) == (0..<count).map { "k\($0)" })
    }

    @Test(arguments: [0, 11, 12, 40]) func `equal keys are refused where that is asked for`(_ between: Int) throws {
        let options = JSONOptions(duplicateKeys: .refuse)
        let others = (0..<between).map { "\"k\($0)\":0," }.joined()
        let text = "{\"a\":1,\(others)\n  \"\\u0061\":2}"
        let error = try #require(throws: JSONError.self) { try Value(json: text, options: options) }
        #expect(error.code == .duplicateKey)
        #expect(error.message == "the key \"a\" stands twice in one object")
        #expect((error.line, error.column) == (2, 3))
        #expect(try Value(json: "[{\"a\":1},{\"a\":{\"a\":2}}]", options: options).count == 2)
    }

    @Test func `keys that look alike but differ in their bytes are two`() throws {
        let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
        let value = try Value(json: text, options: JSONOptions(duplicateKeys: .refuse))
        #expect(value.count == 2)
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
        #expect(value.json() == text)
    }

    @Test func `an object with very many keys is read, each found`() throws {
        let text = "{" + (0..<20_000).map { "\"key \($0)\":\($0)" }.joined(separator: ",") + "}"
        let value = try Value(json: text)
        #expect(value.count == 20_000)
        #expect(value["key 0"] == 0)
        #expect(value["key 19999"] == 19_999)
        #expect(value["key 20000"] == nil)
        #expect(value.json() == text)
    }

    @Test func `no damage to a text makes the reader crash, and what it takes it can write`() throws {
        let sample = Array(
            #"{"a":[1,-2.5e3,1e300,"x\n\u00e9\ud83d\ude00 ü\\"],"b":{"c":null,"d":[true,false,{}]},"a":9007199254740993}"#
                .utf8)
        var random = SeededGenerator(seed: 7)
        var taken = 0
        for _ in 0..<10_000 {
            var text = sample
            for _ in 0..<Int.random(in: 1...3, using: &random) { SeededGenerator.damage(&text, &random) }
            guard let value = try? Value(json: text) else { continue }
            taken += 1
            let written = value.json()
            let again = try Value(json: written)
            #expect(again == value)
            #expect(again.json() == written)
        }
        #expect(taken > 0)
    }
}

extension SeededGenerator {
    /// Changes, takes out, puts in, repeats or cuts bytes.
    static func damage(_ text: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...text.count, using: &random)
        let telling = Array("{}[]\",:\\/u0123eE+-.dtfn \n".utf8)
        let byte =
            Bool.random(using: &random)
            ? telling[Int.random(in: 0..<telling.count, using: &random)] : UInt8.random(in: 0...255, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0 where place < text.count: text[place] = byte
        case 1 where place < text.count: text.remove(at: place)
        case 2: text.insert(byte, at: place)
        case 3: text.insert(contentsOf: text[place..<min(place + 9, text.count)], at: place)
        default: text.removeSubrange(place..<min(place + 20, text.count))
        }
    }
}
