import CPregelABI
import PregelValues
import Testing

@Suite struct GrowingTests {
    private func numbers(_ range: Range<Int>) -> Value { .array(range.map { Value($0) }) }

    @Test func `an array that grows leaves each array before it as it was`() {
        var arrays: [Value] = [[]]
        for count in 0..<300 { arrays.append(arrays[count].appending(.array([Value(count)]))) }
        for (count, array) in arrays.enumerated() { #expect(array == numbers(0..<count)) }
    }

    @Test func `growing shares memory instead of copying`() {
        var array: Value = [0, 1]
        var blocks: Set<UnsafeRawPointer?> = []
        for next in 2..<10_000 {
            array = array.appending(.array([Value(next)]))
            blocks.insert(UnsafeRawPointer(array.raw.u.items))
        }
        #expect(array == numbers(0..<10_000))
        #expect(blocks.count < 15)
    }

    @Test func `many arrays are appended in one go as one by one`() {
        let owned: Value = ["text of its own", ["deep": [1, 2]]]
        let pieces: [Value] = [[1], [], owned, ["x"], [owned, 2], numbers(0..<40)]
        for start in [[], numbers(0..<3), owned, numbers(0..<5).appending(["tail"])] as [Value] {
            let total = pieces.reduce(0) { $0 + $1.count }
            let once = start.appending(pieces.count, total: total) { pieces[$0] }
            let singly = pieces.reduce(start) { $1.count == 0 ? $0 : $0.appending($1) }
            #expect(once == singly)
            #expect(once.appending([7]) == singly.appending([7]))
        }
        let itself = owned.appending(["more"])
        #expect(itself.appending(2, total: 6) { _ in itself } == itself.appending(itself).appending(itself))
    }

    @Test func `two arrays that grow from one prefix go apart`() {
        let stem = numbers(0..<3).appending([3])
        let left = stem.appending(["left"])
        let right = stem.appending(["right"])
        let third = stem.appending(["third", "more"])
        #expect(stem == [0, 1, 2, 3])
        #expect(left == [0, 1, 2, 3, "left"])
        #expect(right == [0, 1, 2, 3, "right"])
        #expect(third == [0, 1, 2, 3, "third", "more"])
        #expect(left.appending(right).appending(["x"]) == [0, 1, 2, 3, "left", 0, 1, 2, 3, "right", "x"])
        #expect(left == [0, 1, 2, 3, "left"])
    }

    @Test func `what is empty or no array adds nothing`() {
        let list: Value = [1, 2]
        #expect(list.appending([]) == list)
        #expect(Value.array([]).appending(list) == list)
        #expect(Value.array([]).appending([]) == [])
        #expect(Value(1).appending(list) == list)
        #expect(list.appending("x") == "x")
    }

    @Test func `an item that is a list itself grows by itself`() {
        let list = Value.array([["a", "b"]]).appending([["c", "d"]])
        #expect(list.items[0].appending(["z"]) == ["a", "b", "z"])
        #expect(list.items[1].appending(["z"]) == ["c", "d", "z"])
        #expect(list.appending(["z"]) == [["a", "b"], ["c", "d"], "z"])
    }

    @Test func `a list that holds what was read from it is freed`() {
        weak var first: ValueOwner?
        do {
            let table = NameTable(["list"])
            var list = Value.array(["text"]).appending(["more"])
            first = list.owner
            list = list.appending(list)
            let row = ObjectRow.make(table, capacity: 1)
            row.append(0, list)
            let input = row.object(isSorted: true)
            list = list.appending(.array([input]))
            list = list.appending(.array(input["list"].map { [$0.items[0]] } ?? []))
            #expect(list.json() == #"["text","more","text","more",{"list":["text","more","text","more"]},"text"]"#)
            #expect(first != nil)
        }
        #expect(first == nil)
    }

    @Test func `many threads that append to one prefix all get what they asked for`() async {
        for round in 0..<50 {
            let stem = numbers(0..<4).appending([Value(round)])
            await withTaskGroup(of: (Int, Value).self) { group in
                for thread in 0..<8 {
                    group.addTask {
                        var list = stem
                        for next in 0..<40 { list = list.appending(.array([Value("\(thread).\(next)")])) }
                        return (thread, list)
                    }
                }
                for await (thread, list) in group {
                    let own = (0..<40).map { Value("\(thread).\($0)") }
                    #expect(Array(list.items) == Array(stem.items) + own)
                }
            }
            #expect(stem == [0, 1, 2, 3, Value(round)])
        }
    }

    @Test func `a merge takes the right side's members, at the left one's places`() {
        let left: Value = ["a": 1, "b": ["x": 1], "c": 3]
        let merged = left.merging(["d": 4, "b": ["y": 2], "a": .null])
        #expect(merged.json() == #"{"a":null,"b":{"y":2},"c":3,"d":4}"#)
        #expect(left.json() == #"{"a":1,"b":{"x":1},"c":3}"#)
        #expect(left.merging([:]) == left)
        #expect(Value.object([]).merging(left) == left)
        #expect(left.merging(left).json() == left.json())
        #expect(left.merging(5) == 5)
        #expect(Value(5).merging(left) == left)
    }

    @Test func `an object that gets new keys leaves each object before it as it was, and shares its memory`() {
        var objects: [Value] = [["": "start"]]
        var blocks: Set<UnsafeRawPointer?> = []
        for count in 0..<300 {
            objects.append(objects[count].merging(.object([(key: "key \(count)", value: ["v": Value(count)])])))
            blocks.insert(UnsafeRawPointer(objects[count + 1].raw.u.members))
        }
        #expect(blocks.count < 10)
        for (count, object) in objects.enumerated() {
            #expect(object.members.map(\.key) == [""] + (0..<count).map { "key \($0)" })
            for index in 0..<count { #expect(object["key \(index)"] == ["v": Value(index)]) }
        }
    }

    @Test func `two objects that grow from one prefix go apart, and what is replaced is replaced in one of them`() {
        let stem = Value.object([(key: "a", value: 1)]).merging(["b": ["text of its own"]])
        let left = stem.merging(["left": "l"])
        let right = stem.merging(["right": [["deep": "r"]]])
        let third = left.merging(["b": 3, "c": 4]).merging(["d": 5]).merging(["a": .null])
        #expect(stem == ["a": 1, "b": ["text of its own"]])
        #expect(left.json() == #"{"a":1,"b":["text of its own"],"left":"l"}"#)
        #expect(right.json() == #"{"a":1,"b":["text of its own"],"right":[{"deep":"r"}]}"#)
        #expect(third.json() == #"{"a":null,"b":3,"left":"l","c":4,"d":5}"#)
    }

    @Test func `an object that holds itself is freed`() {
        weak var first: ValueOwner?
        do {
            var object = Value.object([(key: "a", value: ["text"])]).merging(["b": "more"])
            first = object.owner
            for key in ["c", "d", "e"] { object = object.merging(.object([(key: key, value: object)])) }
            object = object.merging(.object([(key: "f", value: object["c"] ?? .null)]))
            #expect(object["e"]?["d"]?["c"]?.json() == #"{"a":["text"],"b":"more"}"#)
            #expect(object["f"] == object["c"] && first != nil)
        }
        #expect(first == nil)
    }

    @Test func `big objects merge like small ones`() {
        func object(_ range: Range<Int>, _ mark: String) -> Value {
            .object(range.map { (key: "key \($0)", value: Value("\(mark)\($0)")) })
        }
        let merged = object(0..<2_000, "l").merging(object(1_000..<3_000, "r"))
        #expect(merged.count == 3_000)
        #expect(merged.members.map(\.key) == (0..<3_000).map { "key \($0)" })
        #expect(merged["key 999"] == "l999")
        #expect(merged["key 1000"] == "r1000")
        #expect(merged["key 2999"] == "r2999")
    }

    @Test func `keys that look alike but differ in their bytes are two members`() {
        let value = Value.object([(key: "\u{E9}", value: 1), (key: "e\u{301}", value: 2)])
        #expect(value.count == 2)
        #expect(value.merging(.object([(key: "e\u{301}", value: 3)])).json() == "{\"\u{E9}\":1,\"e\u{301}\":3}")
    }

    @Test(arguments: [3, 12, 13, 14, 200])
    func `an object is built in order, the last value of a key at its first place`(_ count: Int) {
        var builder = ObjectBuilder()
        for index in 0..<count { builder.set("key \(index)", to: Value(index)) }
        for index in stride(from: count - 1, through: 0, by: -2) { builder.set("key \(index)", to: "again") }
        builder.set("", to: .null)
        let value = builder.finish()
        #expect(value.members.map(\.key) == (0..<count).map { "key \($0)" } + [""])
        for index in 0..<count {
            #expect(value["key \(index)"] == ((count - 1 - index) % 2 == 0 ? "again" : Value(index)))
        }
    }
}
