import CPregelABI
import PregelValues
import TestRandom
import Testing

@Suite struct CopyingTests {
    private func copied(_ raw: pregel_value) throws -> Value {
        try withUnsafePointer(to: raw) { try Value(copying: $0) }
    }

    private func copied(_ value: Value) throws -> Value {
        try withExtendedLifetime(value.owner) { try copied(value.raw) }
    }

    private func fault(_ value: Value) throws -> ValueError {
        try #require(throws: ValueError.self) { try copied(value) }
    }

    /// A tree around a raw value, with plain ones beside it: `{"list": [0, "x", {"a/b": raw}]}`.
    private func around(_ raw: pregel_value) -> Value {
        ["list": [0, "x", ["none": .null, "a/b": Value(raw: raw, owner: nil)]]]
    }

    private static let texts = [
        "null", "true", "false", "0", "-9223372036854775808", "1.5", "\"\"", "\"é😀\\u0000x\"", "[]", "{}", "[[],{}]",
        "{\"a\":[1,2.5,\"x\",null,{\"b\":[true]}],\"\":{\"c\":\"\"},\"b\":false}",
    ]

    @Test(arguments: texts) func `a good tree is copied whole`(_ text: String) throws {
        var original: Value? = try Value(json: text)
        let copy = try copied(#require(original))
        original = nil
        #expect(copy.json() == text)
    }

    @Test func `bytes, and scalars of every kind, are copied`() throws {
        #expect(try copied(Value.bytes([0, 255])).bytes == [0, 255])
        #expect(try copied(Value.array([.bytes([]), .bytes([1])])) == .array([.bytes([]), .bytes([1])]))
        #expect(try copied(pregel_null()).owner == nil)
        #expect(try copied(pregel_int(7)) == 7)
        #expect(try copied(pregel_float(-0.5)) == -0.5)
    }

    @Test func `random trees are copied whole`() throws {
        var random = SeededGenerator(seed: 29)
        for _ in 0..<300 {
            let value = random.value(depth: 5)
            #expect(try copied(value).json() == value.json())
        }
    }

    @Test func `a truth value is any byte, and what lies beside it does not count`() throws {
        var raw = pregel_value()
        raw.kind = UInt8(PREGEL_BOOL)
        raw.u.i = 2
        #expect(try copied(raw).bool == true)
        raw.u.i = ~0xFF
        #expect(try copied(raw).bool == false)
        #expect(try copied(Value.array([Value(raw: raw, owner: nil)])) == [false])
        raw.u.i = 0xFF
        #expect(try copied(Value.array([Value(raw: raw, owner: nil)])).hashValue == Value.array([true]).hashValue)
    }

    @Test func `flags of a foreign tree are not believed`() throws {
        var raw = try Value(json: "{\"z\":1,\"y\":2,\"x\":3,\"w\":4,\"v\":5,\"u\":6,\"t\":7,\"s\":8,\"r\":9,\"q\":10}")
        raw = Value(
            raw: {
                var copy = raw.raw; copy.flags = 0xFF; copy.tag = 7; return copy
            }(), owner: raw.owner)
        let copy = try withExtendedLifetime(raw.owner) { try copied(raw.raw) }
        #expect(copy.raw.flags == 0)
        #expect(copy.raw.tag == 0)
        for (key, value) in copy.members { #expect(copy[key] == value) }
    }

    @Test func `a number that is not finite is refused with its place`() throws {
        for double in [Double.nan, .infinity, -.infinity] {
            #expect(try fault(around(pregel_float(double))).pointer == "/list/2/a~1b")
            #expect(try fault(around(pregel_float(double))).message == "the number is \(double), which no value can be")
            #expect(try #require(throws: ValueError.self) { try copied(pregel_float(double)) }.pointer == "")
        }
    }

    @Test func `a kind that there is not is refused`() throws {
        for kind in [9, 255] as [UInt8] {
            let error = try fault(around(pregel_make_value(kind, 3)))
            #expect(error.description == "at \"/list/2/a~1b\": the kind \(kind) is none of PREGEL_NULL to PREGEL_JSON")
        }
    }

    @Test func `a NULL pointer with a count is refused, without one it is empty`() throws {
        for kind in [PREGEL_STRING, PREGEL_BYTES, PREGEL_ARRAY, PREGEL_OBJECT, PREGEL_JSON] {
            let error = try fault(around(pregel_make_value(UInt8(kind), 3)))
            #expect(error.pointer == "/list/2/a~1b")
            #expect(error.message.contains("NULL"))
            if kind == PREGEL_JSON { continue }
            #expect(try copied(pregel_make_value(UInt8(kind), 0)).count == 0)
        }
    }

    @Test func `a string that is not UTF-8 is refused with its byte`() throws {
        let bytes: [CChar] = [0x61, -1, 0x61]
        try bytes.withUnsafeBufferPointer { bytes in
            let text = pregel_make_str(bytes.baseAddress, 3)
            #expect(
                try fault(around(pregel_string(text))).description
                    == "at \"/list/2/a~1b\": the string is not valid UTF-8 at byte 1")
            let member = pregel_member(key: text, value: pregel_int(1))
            let error = try withUnsafePointer(to: member) { try fault(around(pregel_object($0, 1))) }
            #expect(error.description == "at \"/list/2/a~1b\": the key of member 0 is not valid UTF-8 at byte 1")
        }
    }

    @Test func `a key that stands twice is refused`() throws {
        let keys = (0..<20).map { Value("key \($0)") } + ["key 3"]
        let members = keys.map { pregel_member(key: pregel_make_str($0.raw.u.s, $0.count), value: pregel_int(1)) }
        try members.withUnsafeBufferPointer { members in
            for first in [0, 3] {
                let base = try #require(members.baseAddress) + first
                let object = pregel_object(base, UInt32(members.count - first))
                let error = try withExtendedLifetime(keys) { try fault(around(object)) }
                #expect(error.description == "at \"/list/2/a~1b\": the key \"key 3\" stands twice in one object")
            }
        }
    }

    @Test func `nesting that is too deep is refused`() throws {
        var deep: Value = []
        for _ in 1..<512 { deep = .array([deep]) }
        #expect(try copied(deep) == deep)
        #expect(try fault(.array([deep])).message == "arrays and objects are nested more than 512 deep")
        for _ in 0..<100_000 { deep = .object([(key: "k", value: deep)]) }
        #expect(try fault(deep).message == "arrays and objects are nested more than 512 deep")
    }

    @Test func `a million items are copied`() throws {
        let numbers = Value.array((0..<1_000_000).map { Value($0) })
        #expect(try withExtendedLifetime(numbers) { try copied(numbers.raw) } == numbers)
        let mixed = Value.array(
            (0..<300_000).map { index -> Value in index % 2 == 0 ? Value("item \(index)") : [0.5] })
        #expect(try withExtendedLifetime(mixed) { try copied(mixed.raw) } == mixed)
    }

    private func json(_ text: String) -> (Value, pregel_value) {
        let owner = Value(text)
        return (owner, pregel_json(pregel_make_str(owner.raw.u.s, owner.count)))
    }

    @Test func `JSON text in a tree is parsed`() throws {
        let (owner, raw) = json("{\"x\": [1, \"\\u00e9\"]}")
        let (other, second) = json(" 2.5 ")
        let tree: Value = .array([around(raw), Value(raw: second, owner: nil), around(second)])
        let copy = try withExtendedLifetime((owner, other)) { try copied(tree) }
        #expect(
            copy.json()
                == #"[{"list":[0,"x",{"none":null,"a/b":{"x":[1,"é"]}}]},2.5,{"list":[0,"x",{"none":null,"a/b":2.5}]}]"#
        )
        #expect(try withExtendedLifetime(owner) { try copied(raw) } == ["x": [1, "é"]])
    }

    @Test func `malformed JSON text in a tree is refused with its place and the fault's own`() throws {
        let (owner, raw) = json("{\"x\":\n ]")
        let error = try withExtendedLifetime(owner) { try fault(around(raw)) }
        #expect(error.pointer == "/list/2/a~1b")
        #expect(error.message == "the JSON text is malformed: line 2, column 2: expected a value, found \"]\"")
        #expect(
            try fault(around(pregel_make_value(UInt8(PREGEL_JSON), 0))).message.hasPrefix("the JSON text is malformed"))
    }

    @Test func `JSON text adds to the depth of the tree that it is in`() throws {
        let (owner, raw) = json(String(repeating: "[", count: 500) + String(repeating: "]", count: 500))
        try withExtendedLifetime(owner) {
            var tree = Value(raw: raw, owner: owner.owner)
            for _ in 0..<12 { tree = .array([tree]) }
            let copy = try copied(tree)
            #expect(try Value(json: copy.json()) == copy)
            #expect(try fault(.array([tree])).message.contains("nested"))
        }
    }
}
