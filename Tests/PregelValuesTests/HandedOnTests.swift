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
}
