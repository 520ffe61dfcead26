import PregelValues
import Testing

/// Arrays and objects that are made of values: in which memory they are.
@Suite struct GatheringTests {
    private static let lengths = Array(0...40) + [63, 64, 65, 95, 96, 97, 239, 240, 241, 1000]

    private static func text(_ length: Int, _ last: String = "") -> String {
        String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) }) + last
    }

    @Test(arguments: lengths) func `a text of any length is kept whole, alone and as a part`(_ length: Int) {
        for string in [Self.text(length), Self.text(length, "é"), Self.text(length, "😀")] {
            let value = Value(string)
            #expect(value.string == string)
            #expect(Value.array([value, value]).items.map(\.string) == [string, string])
            let object: Value = ["k": value, "l": [value]]
            #expect(object["k"]?.string == string)
            #expect(object["l"]?.items.first?.string == string)
            let keyed = Value.object([(key: string, value: value), (key: "last " + string, value: 1)])
            #expect(keyed[string]?.string == string)
            #expect(keyed.members.map(\.key) == [string, "last " + string])
        }
    }

    @Test func `a list around a small tree has that tree's memory`() {
        let item: Value = ["r": 1, "k": 2, "v": "text"]
        let list: Value = [item]
        #expect(list.owner === item.owner)
        #expect(list == [["r": 1, "k": 2, "v": "text"]])
        #expect(item["v"] == "text")
    }

    @Test func `what is built around one tree again and again stays what it is`() {
        let item: Value = ["k": "some text"]
        let lists = (0..<40).map { Value.array([Value($0), item]) }
        for (place, list) in lists.enumerated() { #expect(list == [Value(place), ["k": "some text"]]) }
        #expect(item == ["k": "some text"])
    }

    @Test func `a tree that stands twice in another is copied, however often that goes on`() {
        var tree: Value = ["x"]
        for _ in 0..<10 { tree = .array([tree, tree]) }
        func count(_ value: Value) -> Int { value.kind == .array ? value.items.map { count($0) }.reduce(0, +) : 1 }
        #expect(count(tree) == 1024)
        let part: Value = ["a": [1]]
        let whole: Value = [part, part["a"] ?? .null, ["b": part]]
        #expect(whole.json() == #"[{"a":[1]},[1],{"b":{"a":[1]}}]"#)
    }

    @Test func `small trees are copied together, and none of them is kept`() {
        weak var owner: ValueOwner?
        var whole = Value.null
        do {
            let (left, right): (Value, Value) = (["a": [1, "two"]], ["b": ["c": 2.5]])
            owner = left.owner
            whole = [left, right, .bytes([1, 2, 3])]
        }
        #expect(owner == nil)
        #expect(whole.items.prefix(2).map { $0.json() } == [#"{"a":[1,"two"]}"#, #"{"b":{"c":2.5}}"#])
        #expect(whole.items[2].bytes == [1, 2, 3])
    }

    @Test func `what is large is shared, and lives on in the whole`() {
        weak var owner: ValueOwner?
        do {
            var whole = Value.null
            do {
                let large = Value.array((0..<100).map { Value("item \($0)") })
                owner = large.owner
                whole = ["large": large, "beside": "it", "small": [1]]
                #expect(whole["large"]?.items[0].withBytes(\.baseAddress) == large.items[0].withBytes(\.baseAddress))
            }
            #expect(whole["large"]?.items[99] == "item 99")
            #expect(whole["beside"] == "it" && whole["small"] == [1])
        }
        #expect(owner == nil)
    }

    @Test func `a long string is shared with its value, and outlives the variable`() {
        var string = Self.text(500)
        let value = Value(string)
        string += "more"
        string.removeFirst()
        #expect(value.string == Self.text(500))
        #expect(value.count == 500)
    }

    @Test(arguments: [2, 4, 5, 12, 13, 60]) func `of members with one key the last one holds, at the first one's place`(
        _ count: Int
    ) {
        let members = (0..<count).map { (key: "key \($0 % (count - 1))", value: Value($0)) }
        let object = Value.object(members)
        #expect(object.members.map(\.key) == (0..<count - 1).map { "key \($0)" })
        #expect(object["key 0"] == Value(count - 1))
        #expect(object.json() == Value.object(members[...]).json())
    }

    @Test func `several threads may build around one tree`() async {
        for _ in 0..<50 {
            let item: Value = ["k": 1]
            await withTaskGroup(of: Bool.self) { group in
                for thread in 0..<4 {
                    group.addTask {
                        let lists = (0..<8).map { Value.array([item, Value($0), Value(thread)]) }
                        return lists.enumerated().allSatisfy { place, list in
                            list == [["k": 1], Value(place), Value(thread)]
                        }
                    }
                }
                for await isRight in group { #expect(isRight) }
            }
        }
    }
}
