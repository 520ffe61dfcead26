import CPregelABI
import PregelValues
import Testing

/// Values that were built level by level, deeper than any text may be: nothing may recurse.
@Suite struct DeepValueTests {
    private static let depth = 100_000

    private enum Wrapping: CaseIterable {
        case array, object, grown, merged, row
    }

    private static func wrap(_ value: Value, _ wrapping: Wrapping, _ table: NameTable) -> Value {
        switch wrapping {
        case .array: return .array([value])
        case .object: return .object([(key: "k", value: value)])
        case .grown: return Value.array([.null]).appending(.array([value]))
        case .merged: return Value.object([(key: "a", value: 1)]).merging(.object([(key: "k", value: value)]))
        case .row:
            let row = ObjectRow.make(table, capacity: 1)
            row.append(0, value)
            return row.object(isSorted: true)
        }
    }

    private static func nested(_ wrapping: Wrapping, around core: Value = "core") -> Value {
        let table = NameTable(["k"])
        var value = core
        for _ in 0..<depth { value = wrap(value, wrapping, table) }
        return value
    }

    @Test(arguments: Wrapping.allCases) private func `a very deep value is compared, hashed, written and freed`(
        _ wrapping: Wrapping
    ) throws {
        let value = DeepValueTests.nested(wrapping)
        let same = DeepValueTests.nested(wrapping)
        let other = DeepValueTests.nested(wrapping, around: "other")
        #expect(value == same)
        #expect(value != other)
        #expect(value < other)
        #expect(value.hashValue == same.hashValue)
        let text = value.json()
        #expect(text == same.json(.canonical))
        #expect(text.contains("\"core\""))
        #expect(text.utf8.filter { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }.count >= DeepValueTests.depth)
        #expect(try Value(json: text, options: JSONOptions(maxDepth: .max)) == value)
    }

    @Test func `what holds a very deep value is freed too`() {
        weak var last: ValueOwner?
        do {
            var core = Value("core")
            core = .array([core])
            last = core.owner
            let deep = DeepValueTests.nested(.array, around: core)
            let list: Value = .array([deep, deep, .array([deep])])
            #expect(list.appending(list).count == 6)
            #expect(last != nil)
        }
        #expect(last == nil)
    }

    @Test func `an item outlives the list that it was read from`() {
        var item: Value?
        do {
            let list = Value.array([.array(["kept"])]).appending(.array([.object([(key: "k", value: "text")])]))
            item = list.items[1]["k"]
        }
        #expect(item == "text")
    }
}
