import CPregelABI
import PregelValues
import Testing

struct MergedMemoryTests {
    /// Whether what a value points to has been freed.
    private struct Watch {
        weak var owner: ValueOwner?

        init(_ value: Value) { owner = value.owner }
    }

    @Test func `a row of merges frees what was overwritten`() {
        var watches: [Watch] = []
        var object: Value = ["text": "", "count": 0, "kept": ["a", ["b": "c"], .null, 2.5]]
        for count in 0..<2_000 {
            let write: Value = ["text": Value("the text of step \(count)"), "count": Value(count)]
            watches.append(Watch(write))
            object = object.merging(write)
        }
        #expect(object == ["text": "the text of step 1999", "count": 1_999, "kept": ["a", ["b": "c"], .null, 2.5]])
        #expect(watches.count { $0.owner != nil } < 200)
    }

    @Test(arguments: [50, 300, 5_000]) func `a row of merges frees long texts too`(_ length: Int) {
        var watches: [Watch] = []
        var object: Value = ["text": ""]
        for count in 0..<500 {
            let text = Value(String(repeating: "x", count: length) + String(count))
            watches.append(Watch(text))
            object = object.merging(Value.object([(key: "text", value: text)]))
        }
        #expect(object["text"]?.string == String(repeating: "x", count: length) + "499")
        #expect(watches.count { $0.owner != nil } < 350)
    }

    @Test func `a row of merges that also add keys frees what was overwritten`() {
        var watches: [Watch] = []
        var object: Value = ["text": "", "kept": ["a", ["b": "c"]]]
        for count in 0..<500 {
            let write: Value = ["text": Value("the text of step \(count)")]
            watches.append(Watch(write))
            object = object.merging(write)
            if count % 50 == 0 { object = object.merging(.object([(key: "key \(count)", value: ["x"])])) }
        }
        #expect(object.count == 12 && object["kept"] == ["a", ["b": "c"]] && object["key 450"] == ["x"])
        #expect(object["text"] == "the text of step 499")
        #expect(watches.count { $0.owner != nil } < 300)
    }

    @Test func `what is large is freed soon once it is replaced, however its object has grown`() {
        var object: Value = ["s": 0]
        object = object.merging(["s": 1]).merging(["x": 1])
        func addText() -> Watch {
            let text = Value(String(repeating: "long ", count: 100_000))
            object = object.merging(Value.object([(key: "doc", value: text)]))
            return Watch(text)
        }
        let watch = addText()
        #expect(watch.owner != nil)
        object = object.merging(["doc": .null])
        #expect(object.json() == #"{"s":1,"x":1,"doc":null}"# && watch.owner == nil)
    }

    @Test func `a list that is handed on from merge to merge is not copied`() {
        var list: Value = ["a text that is long enough to be shared"]
        for count in 0..<5_000 { list = list.appending([.array([Value("item \(count)"), "and some more text"])]) }
        var object: Value = [:]
        var places: Set<UnsafeRawPointer?> = []
        for _ in 0..<200 {
            object = object.merging(Value.object([(key: "log", value: list)]))
            places.insert(UnsafeRawPointer(object["log"]?.raw.u.items))
        }
        #expect(places.count == 1)
    }

    @Test func `objects from before stay what they were`() {
        var objects: [Value] = [["a": ["start"], "n": -1]]
        for count in 0..<1_000 {
            objects.append(
                objects[count].merging(["n": Value(count), "t": Value(String(repeating: "x", count: count))]))
        }
        for (count, object) in objects.enumerated().dropFirst() {
            #expect(object["a"] == ["start"])
            #expect(object["n"] == Value(count - 1))
            #expect(object["t"]?.count == count - 1)
        }
    }

    @Test func `a big member that nothing overwrites is not copied at each merge`() throws {
        let text = String(repeating: "long ", count: 100_000)
        var object: Value = ["text": Value(text)]
        var places: Set<UnsafeRawPointer?> = []
        for count in 0..<2_000 {
            object = object.merging(["count": Value(count)])
            places.insert(try #require(object["text"]).withBytes { $0.baseAddress })
        }
        #expect(places.count <= 2)
        #expect(object["text"]?.string == text)
    }

    @Test func `bytes, empty values and keys with NUL outlive the objects that they came with`() {
        let start: Value = ["bytes": .bytes([0, 255]), "": "", "\0": [], "o": [:], "deep": [[[["x"]]]]]
        var object = start
        for count in 0..<3_000 { object = object.merging(["n": Value(count)]) }
        #expect(object == start.merging(["n": 2_999]))
        #expect(object.members.map(\.key) == ["bytes", "", "\0", "o", "deep", "n"])
        #expect(object["bytes"]?.bytes == [0, 255])
    }

    @Test func `deep values survive the tidying of merges`() throws {
        var deep: Value = "end"
        for _ in 0..<20_000 { deep = ["in": [deep]] }
        var object: Value = ["deep": deep]
        for count in 0..<200_000 where count % 10 == 0 { object = object.merging(["n": Value(count)]) }
        #expect(object["deep"] == deep)
    }
}
