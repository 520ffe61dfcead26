import PregelValues
import TestRandom
import Testing

@Suite struct ValueLawsTests {
    /// Ascending; values on one line are equal.
    private static let ascending: [[Value]] = [
        [.null, Value(Double.nan)], [false], [true],
        [-1e300], [Value(Int.min), -0x1p63], [Value(Int.min + 1)], [-9_007_199_254_740_993], [-0x1p53], [-2.5],
        [-2, -2.0], [-1.5], [-0.5],
        [0, 0.0, -0.0], [Value(Double.leastNonzeroMagnitude)], [0.5], [1, 1.0], [3, 3.0], [3.0000000000000004],
        [9_007_199_254_740_992, 0x1p53], [9_007_199_254_740_993], [9_007_199_254_740_994, 9_007_199_254_740_994.0],
        [Value(Int.max - 1)], [Value(Int.max)], [0x1p63], [1e300],
        [""], ["\u{0}"], ["A"], ["a"], ["a\u{0}"], ["aa"], ["e\u{301}"], ["z"], ["\u{E9}"], ["\u{FFFF}"], ["\u{10000}"],
        [.bytes([])], [.bytes([0])], [.bytes([0, 0])], [.bytes([0x61])], [.bytes([0xFF])],
        [[]], [[.null]], [[.null, .null]], [[1, 2], [1.0, 2.0]], [[1, 2, .null]], [[1, "a"]], [["a"]], [[[]]],
        [[[], []]],
        [[[.null]]], [[[:]]],
        [[:]], [["": .null]], [["a": 1, "b": 2], ["b": 2.0, "a": 1.0]], [["a": 1, "c": 0]], [["a": 2]], [["a": [1]]],
        [["b": 0]],
        [["b": ["x": 1, "y": 2]], ["b": ["y": 2, "x": 1]]],
    ]

    private static let table = ascending.enumerated().flatMap { rank, values in values.map { (rank, $0) } }

    @Test(arguments: table) func `a value keeps the laws of equality, order and hashing against every other`(
        _ rank: Int, _ value: Value
    ) {
        for (other, right) in ValueLawsTests.table {
            #expect((value == right) == (rank == other), "\(value) == \(right)")
            #expect((value < right) == (rank < other), "\(value) < \(right)")
            #expect((value > right) == (rank > other), "\(value) > \(right)")
            #expect((value <= right) == (rank <= other), "\(value) <= \(right)")
            if rank == other {
                #expect(value.hashValue == right.hashValue, "\(value) and \(right)")
                #expect(value.json(.canonical) == right.json(.canonical))
            }
        }
    }

    @Test func `values are found in sets whatever their spelling`() throws {
        var random = SeededGenerator(seed: 5)
        var all: Set<Value> = []
        for _ in 0..<500 {
            let value = random.value(depth: 3)
            all.insert(value)
            #expect(all.contains(try Value(json: value.json(.canonical))))
        }
        #expect(Set([[1, 2], [1.0, 2], [2, 1]] as [Value]).count == 2)
    }

    @Test func `objects of one shape hash apart`() {
        let objects = (0..<1000).map { Value.object([(key: "id", value: Value($0)), (key: "kind", value: "task")]) }
        #expect(Set(objects.map(\.hashValue)).count == 1000)
    }

    @Test func `random values sort into one order`() {
        var random = SeededGenerator(seed: 23)
        var values = (0..<300).map { _ in random.value(depth: 2) }
        values.sort()
        for (index, left) in values.enumerated() {
            for right in values[index...] { #expect(left <= right && !(right < left)) }
        }
    }

    @Test func `a value that is shared twice at each level is hashed in little time`() {
        var value: Value = "x"
        for _ in 0..<60 { value = .array([value, value]) }  // 2 to the 60th leaves.
        let same = value
        #expect(value == same)
        #expect(value.hashValue == same.hashValue)
    }

    @Test func `nil is no value, and null is one`() {
        func choice(_ isThere: Bool, _ value: Value) -> Value? { isThere ? value : nil }
        #expect(choice(false, 1) == nil)
        #expect(choice(true, .null) != nil && choice(true, .null) == .null)
    }
}
