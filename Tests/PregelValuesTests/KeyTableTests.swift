import CPregelABI
import TestRandom
import Testing

@testable import PregelValues

@Suite struct KeyTableTests {
    /// The pairs that comparing each key with each before it finds.
    private func pairs(_ keys: [String]) -> [[Int]] {
        keys.indices.compactMap { later in
            keys[..<later].firstIndex(of: keys[later]).map { [$0, later] }
        }
    }

    private func found(_ value: Value, _ keys: [String], longestProbe: Int) throws -> [[Int]] {
        // Members of one object as somebody else may have made them, with keys that stand twice.
        var members: [pregel_member] = []
        for key in keys {
            let place = try #require(value.members.firstIndex { $0.key == key })
            members.append(try #require(value.raw.u.members)[place])
        }
        return withExtendedLifetime(value) {
            (KeyTable.duplicates(members, count: members.count, longestProbe: longestProbe) ?? []).map { [$0, $1] }
        }
    }

    @Test(arguments: [64, 1, 0])
    func `keys that stand twice are found however they fall into slots`(_ longestProbe: Int) throws {
        var random = SeededGenerator(seed: 23)
        for count in [2, 12, 13, 40, 300] {
            let names = (0..<count).map { "key \($0)" }
            let value = Value.object(names.map { ($0, 0) })
            for repeated in [0, 1, count] {
                let again = (0..<repeated).map { _ in names[Int.random(in: 0..<count, using: &random)] }
                let keys = (names + again).shuffled(using: &random)
                #expect(try found(value, keys, longestProbe: longestProbe) == pairs(keys))
            }
        }
    }

    @Test func `an object whose keys ascend says so, and each key is found in it`() throws {
        let names = (0..<100).map { "key \($0)" }.sorted()
        let text = { (names: [String]) in "{" + names.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}" }
        let sorted = try Value(json: text(names))
        let other = try Value(json: text(names.reversed()))
        #expect(sorted.raw.flags == UInt8(PREGEL_SORTED_KEYS))
        #expect(other.raw.flags == 0)
        for name in names {
            #expect(sorted[name] == Value(name))
            #expect(other[name] == Value(name))
        }
        for absent in ["", "key", "key 100", "l"] { #expect(sorted[absent] == nil) }
        #expect(sorted == other)
        #expect(other.json(.canonical) == sorted.json())
    }
}
