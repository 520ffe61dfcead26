import PregelValues
import Testing

/// Values as names.
struct NameTextTests {
    @Test(
        arguments: [
            ("a text", "a text"), ("", ""), ("1", "1"), (1, "1"), (1.0, "1"), (-0.0, "0"), (1.5, "1.5"),
            (1e300, "1e+300"),
            (9_007_199_254_740_993, "9007199254740993"), (true, "true"), (.null, "null"),
            ([1.0, ["b": 2, "a": 1]], #"[1,{"a":1,"b":2}]"#),
        ] as [(Value, String)])
    func `a string is its own name, everything else its canonical JSON`(value: Value, name: String) {
        #expect(value.nameText == name)
    }

    @Test func `equal values have one name`() throws {
        let texts = ["1", "1.0", "1e0", "10e-1", "100e-2"]
        let values = try texts.map { try Value(json: $0) }
        for value in values {
            #expect(value == values[0] && value.nameText == "1")
            #expect(Value.array([value]).nameText == "[1]")
        }
    }
}
