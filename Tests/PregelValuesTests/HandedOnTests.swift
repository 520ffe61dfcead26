import PregelValues
import Testing

@Suite struct HandedOnTests {
    @Test func `a member is found by its memory, and by nothing else`() throws {
        let text = Value(String(repeating: "x", count: 100))
        let other = Value(String(repeating: "x", count: 100))
        let object: Value = ["n": 1, "text": text, "list": [1, 2, 3]]
        let found = try #require(object["text"])
        #expect(object.member(at: found.raw) == text)
        #expect(object.member(at: other.raw) == Optional<Value>.none)
        #expect(object.member(at: Value(1).raw) == Optional<Value>.none)
        #expect(text.member(at: found.raw) == Optional<Value>.none)
        let list = try #require(object["list"])
        #expect(object.member(at: list.raw) == [1, 2, 3])
    }

    @Test func `nothing is looked for where a copy costs less`() throws {
        let names = (0..<200).map { "k\($0)" }
        let text = Value(String(repeating: "x", count: 399))
        let list = Value.array((0..<25).map { Value($0) })
        let object = Value.object(names.map { (key: $0, value: text) })
        #expect(try object.member(at: #require(object["k7"]).raw) == Optional<Value>.none)
        let longer = Value.object(names.map { (key: $0, value: Value(String(repeating: "x", count: 400))) })
        #expect(try longer.member(at: #require(longer["k7"]).raw) == longer["k7"])
        let lists = Value.object(names.map { (key: $0, value: .array(list.items)) })
        #expect(try lists.member(at: #require(lists["k7"]).raw) == list)
    }
}
