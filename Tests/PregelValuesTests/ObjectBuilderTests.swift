import PregelValues
import Testing

@Suite struct ObjectBuilderTests {
    @Test(arguments: [0, 1, 7, 40]) func `an object that outgrows what was expected keeps its order`(_ capacity: Int) {
        var builder = ObjectBuilder(capacity: capacity)
        let keys = (0..<40).map { "a key that is longer than most \($0)" }
        for (place, key) in keys.enumerated() { builder.set(key, to: [Value(place)]) }
        for key in keys { builder.set(key, to: Value(key)) }
        let object = builder.finish()
        #expect(object.members.map(\.key) == keys)
        #expect(object.members.map(\.value) == keys.map { Value($0) })
    }

    @Test func `a short string is copied, and does not keep what it comes from`() throws {
        weak var owner: ValueOwner?
        var object = Value.null
        do {
            let text = try Value(json: "[\"0123456789abcdef\", \"\", \"é\"]")
            owner = text.owner
            var builder = ObjectBuilder()
            for (place, item) in text.items.enumerated() { builder.set("\(place)", to: item) }
            object = builder.finish()
        }
        #expect(owner == nil)
        #expect(object == ["0": "0123456789abcdef", "1": "", "2": "é"])
    }

    @Test func `everything else is shared`() throws {
        var builder = ObjectBuilder()
        let texts = try Value(json: "[\"0123456789abcdefg\", [1], {\"a\": 1}]")
        for (place, item) in texts.items.enumerated() { builder.set("\(place)", to: item) }
        let object = builder.finish()
        let (shared, own) = (object["0"]?.withBytes(\.baseAddress), texts.items[0].withBytes(\.baseAddress))
        #expect(shared == own)
        #expect(object == ["0": "0123456789abcdefg", "1": [1], "2": ["a": 1]])
    }
}
