import PregelValues
import Testing

@Suite struct ObjectRowTests {
    private let names = NameTable(["kept", "other"])

    private func row(_ kept: Value, _ other: Value) -> Value {
        let row = ObjectRow.make(names, capacity: 2)
        row.append(0, kept)
        row.append(1, other)
        return row.object(isSorted: true)
    }

    @Test func `what is handed on from input to input does not keep the inputs`() throws {
        var kept: Value = ["a": ["deep", [1, 2]]]
        weak var first: ValueOwner?
        weak var other: ValueOwner?
        for step in 0..<3 {
            let large = Value(String(repeating: "x", count: 1000))
            let input = row(kept, large)
            if step == 0 { (first, other) = (input.owner, large.owner) }
            kept = try #require(input["kept"])
        }
        #expect(first == nil)
        #expect(other == nil)
        #expect(kept == ["a": ["deep", [1, 2]]])
    }

    @Test func `each way to a member gives one that outlives the input`() throws {
        func members() throws -> [Value] {
            let input = row(Value(String("a text of some length")), [["x": "y"]])
            let found = try #require(input["other"]?.items.first?["x"])
            return [try #require(input["kept"])] + input.members.map(\.value) + [found]
        }
        let text = Value("a text of some length")
        #expect(try members() == [text, text, [["x": "y"]], "y"])
    }

    @Test func `a scalar keeps nothing of what it was read from`() throws {
        let list = try Value(json: "[1, 2.5, true, null, {\"a\": 1}]")
        for item in list.items.prefix(4) { #expect(item.owner == nil) }
        #expect(list.items[4].owner === list.owner)
        #expect(list.items[4]["a"]?.owner == nil)
    }
}
