import CPregelABI
import PregelValues
import TestRandom
import Testing

@Suite struct SlabTests {
    private func copy(_ value: Value, _ room: inout SlabRoom) -> Value? {
        withExtendedLifetime(value.owner) { withUnsafePointer(to: value.raw) { room.copy($0) } }
    }

    private func copy(_ raw: pregel_value, _ room: inout SlabRoom) -> Value? {
        withUnsafePointer(to: raw) { room.copy($0) }
    }

    @Test func `small trees are copied whole, one behind the other`() throws {
        var random = SeededGenerator(seed: 31)
        var room = SlabRoom()
        var kept: [(copy: Value, text: String)] = []
        for _ in 0..<2000 {
            let value = random.value(depth: 3)
            if let copy = copy(value, &room) { kept.append((copy, value.json())) }
        }
        #expect(kept.count > 500)
        for (copy, text) in kept { #expect(copy.json() == text) }
    }

    @Test func `small copies share memory, which the last of them keeps`() throws {
        var room = SlabRoom()
        var first = try #require(copy([1, "two"], &room))
        let second = try #require(copy([["three": 3]], &room))
        #expect(first.owner === second.owner)
        let child = try #require(second.items.first)
        first = .null
        for _ in 0..<100 { _ = copy([0, 1, 2, 3], &room) }
        room = SlabRoom()
        #expect(child == ["three": 3])
    }

    @Test func `a tree that is not small is left to others, wherever the room ends`() throws {
        var room = SlabRoom()
        let large = Value(String(repeating: "x", count: 241))
        let many = Value.array((0..<16).map { Value($0) })
        for _ in 0..<40 {
            #expect(copy([large], &room) == nil)
            #expect(copy(many, &room) == nil)
            #expect(copy([0, 1, 2, 3, 4], &room) == [0, 1, 2, 3, 4])
        }
        #expect(copy(.array((0..<15).map { Value($0) }), &room)?.count == 15)
    }

    @Test func `scalars and what is empty need no memory`() {
        var room = SlabRoom()
        for value: Value in [.null, true, 3, 0.5, "", [], [:]] {
            let copy = copy(value, &room)
            #expect(copy == value)
            #expect(copy?.owner == nil)
        }
    }

    @Test func `what is odd is left to who says what is wrong with it`() {
        var room = SlabRoom()
        var kind = pregel_null()
        kind.kind = 200
        let null = pregel_string(pregel_make_str(nil, 3))
        let odd = [kind, pregel_float(.nan), null, pregel_array(nil, 2), pregel_object(nil, 1)]
        for raw in odd {
            #expect(copy(raw, &room) == nil)
            #expect(copy(Value.array([Value(raw: raw, owner: nil)]), &room) == nil)
        }
        #expect(copy(Value.array([.bytes([1])]), &room) == nil)
        for text in ["\u{80}", "abc", "abcdefgh"] {
            var bytes = Array(text.utf8)
            bytes[bytes.count - 1] = 0xFF
            bytes.withUnsafeBufferPointer { bytes in
                let text = bytes.withMemoryRebound(to: CChar.self) { pregel_make_str($0.baseAddress, $0.count) }
                #expect(copy(pregel_string(text), &room) == nil)
                var member = pregel_member(key: text, value: pregel_int(1))
                #expect(copy(pregel_object(&member, 1), &room) == nil)
            }
        }
        #expect(copy(["é": "ü", "日本": "\u{10FFFF}"], &room) == ["é": "ü", "日本": "\u{10FFFF}"])
    }

    @Test(arguments: [2, 3, 4, 5]) func `a key that stands twice is found`(_ count: Int) {
        let keys = ["role", "text", "longer than eight", "longer than nine!", "k"]
        for first in 0..<count {
            for second in first + 1..<count {
                var names = Array(keys[..<count])
                names[second] = names[first]
                var room = SlabRoom()
                withNames(names) { members in
                    #expect(copy(pregel_object(members, UInt32(count)), &room) == nil)
                    #expect(throws: ValueError.self) {
                        var raw = pregel_object(members, UInt32(count))
                        _ = try Value(copying: &raw)
                    }
                }
            }
        }
        var room = SlabRoom()
        withNames(Array(keys[..<count])) { #expect(copy(pregel_object($0, UInt32(count)), &room)?.count == count) }
    }

    /// Lends members with these keys.
    private func withNames(_ names: [String], _ body: (UnsafePointer<pregel_member>) -> Void) {
        let texts = names.map { Value($0) }
        let members = texts.map { text in
            pregel_member(key: pregel_make_str(text.raw.u.s, text.count), value: pregel_null())
        }
        withExtendedLifetime(texts) {
            members.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
        }
    }

    @Test func `lists of shared copies grow, and outlive the room`() throws {
        var list: Value = []
        do {
            var room = SlabRoom()
            for number in 0..<200 {
                list = list.appending(try #require(copy([["n": Value(number), "text": "text"]], &room)))
            }
        }
        #expect(list.count == 200)
        for (number, item) in list.items.enumerated() { #expect(item == ["n": Value(number), "text": "text"]) }
    }
}
