import PregelValues
import Testing

@testable import PregelEngine

/// The built-in reducers: what they start with, combine and refuse (CH-7).
@Suite struct ReducerTests {
    static func reducer(_ name: String) throws -> Reducer {
        try #require(Reducer.named.first { $0.name == name }).reducer
    }

    static let starts: [(String, Value?)] = [
        ("append", []), ("sum", 0), ("merge", [:]), ("union", []), ("max", nil), ("min", nil), ("and", true),
        ("or", false), ("messages", []),
    ]

    @Test(arguments: starts) func `a built-in reducer has its start value`(name: String, start: Value?) throws {
        #expect(try ReducerTests.reducer(name).start == start)
        #expect(ReducerTests.starts.count == Reducer.named.count)
    }

    static let results: [(String, Value, Value, Value)] = [
        ("append", [1], [2, [3]], [1, 2, [3]]), ("append", [], [], []), ("sum", 1, 2, 3), ("sum", 1, 0.5, 1.5),
        ("merge", ["a": 1, "b": 2], ["b": 3, "c": 4], ["a": 1, "b": 3, "c": 4]),
        ("merge", ["a": ["x": 1]], ["a": ["y": 2]], ["a": ["y": 2]]), ("union", [1, 2], [2, 3, 1.0], [1, 2, 3]),
        ("union", [1, 1], [], [1]), ("max", 1, 2.5, 2.5), ("max", "b", "a", "b"), ("min", 1, 2.5, 1),
        ("min", "b", "a", "a"),
        ("and", true, false, false), ("and", true, true, true), ("or", false, true, true), ("or", false, false, false),
    ]

    @Test(arguments: results)
    func `a built-in reducer combines`(name: String, current: Value, update: Value, result: Value) throws {
        let combined = try ReducerTests.reducer(name).body.reduce(current, update)
        #expect(combined == result)
        #expect(combined.description == result.description)
    }

    @Test func `messages whose ids are one number are one message`() throws {
        let merge = try ReducerTests.reducer("messages").body
        let start: Value = [["id": 1, "role": "user", "content": "a"], ["id": "x", "role": "user", "content": "b"]]
        for id in [1, 1.0, "1"] as [Value] {
            let one: Value = ["id": id, "role": "user", "content": "new"]
            #expect(try merge.reduce(start, one) == [one, start.items[1]])
            #expect(try merge.reduce(start, [["id": id, "role": "remove"]]) == [start.items[1]])
        }
        let other: Value = ["id": 1.5, "role": "user", "content": "new"]
        #expect(try merge.reduce(start, other).count == 3)
    }

    static let refusals: [(String, Value, Value)] = [
        ("append", [], "x"), ("append", [], .null), ("append", "ab", ["c"]), ("sum", 0, "1"), ("sum", 0, true),
        ("sum", 0, .null),
        ("merge", [:], [1]), ("merge", [:], .null), ("union", [], "x"), ("max", 1, "a"), ("max", [1], [2]),
        ("min", 1, .null),
        ("and", true, 1), ("and", true, .null), ("or", false, "yes"), ("messages", [], "hello"),
        ("messages", [], ["hello"]), ("messages", [], .null), ("messages", 3, ["role": "user"]),
    ]

    @Test(arguments: refusals)
    // D-14
    func `a built-in reducer refuses what it cannot combine`(name: String, current: Value, update: Value) throws {
        let failure = #expect(throws: Failure.self) { try ReducerTests.reducer(name).body.reduce(current, update) }
        #expect(failure?.code == .invalidUpdate)
        #expect(failure?.message.contains(name) == true)
    }

    @Test(arguments: [("and", false), ("or", true)])
    func `a truth value that is none is refused even where the other one decides`(name: String, current: Bool) throws {
        #expect(throws: Failure.self) { try ReducerTests.reducer(name).body.reduce(Value(current), "no") }
    }

    @Test func `a sum that leaves the whole numbers goes on as a double, one that leaves the doubles is refused`()
        throws
    {
        let sum = Reducer.sum.body
        #expect(try sum.reduce(Value(Int.max), 1).double == 0x1p63)
        #expect(throws: Failure.self) {
            try sum.reduce(Value(Double.greatestFiniteMagnitude), Value(Double.greatestFiniteMagnitude))
        }
    }

    @Test func `an append changes neither of its lists`() throws {
        let start: Value = [1]
        let left = try Reducer.append.body.reduce(start, [2])
        let right = try Reducer.append.body.reduce(start, [3])
        #expect(start == [1])
        #expect(left == [1, 2])
        #expect(right == [1, 3])
    }

    @Test func `what a reducer's closure throws refuses the write`() {
        let failing = Reducer { _, _ in throw NodeError("no") }
        let failure = #expect(throws: Failure.self) { try failing.body.reduce(1, 2) }
        #expect(failure?.code == .invalidUpdate)
    }

    // MARK: Messages

    private func merge(_ current: Value, _ update: Value) throws -> Value {
        try Reducer.messages.body.reduce(current, update)
    }

    @Test func `a message is appended, one of a known id replaces that message in its place`() throws {
        let start: Value = [["id": "1", "content": "a"], ["id": "2", "content": "b"]]
        #expect(try merge(start, ["id": "3", "content": "c"]).items.map { $0["id"] } == ["1", "2", "3"])
        #expect(
            try merge(start, [["id": "1", "content": "A"], ["id": "3", "content": "c"]])
                == [["id": "1", "content": "A"], ["id": "2", "content": "b"], ["id": "3", "content": "c"]])
    }

    @Test func `a message without an id gets one of its own`() throws {
        let merged = try merge([], [["content": "a"], ["content": "b"], ["id": .null, "content": "c"]])
        let ids = merged.items.compactMap { $0["id"]?.string }
        #expect(Set(ids).count == 3)
        #expect(ids.allSatisfy { $0.count == 36 })
        #expect(merged.items.map { $0["content"] } == ["a", "b", "c"])
    }

    @Test func `lists that went different ways from one past do not know each other's messages`() throws {
        var past: Value = []
        for n in 0..<40 { past = try merge(past, ["id": Value(n)]) }
        let long = try merge(past, [["id": "a", "n": 1], ["id": "b"]])
        let other = try merge(past, ["id": "a", "n": 2])
        #expect(long.items.map { $0["id"] }.suffix(2) == ["a", "b"])
        #expect(other.items.map { $0["id"] }.suffix(2) == [39, "a"])
        #expect(try merge(other, ["id": "b"]).count == 42)
        #expect(try merge(long, ["id": "b", "n": 3]).items.last == ["id": "b", "n": 3])
        #expect(try merge(past, ["id": "b"]).count == 41)
        #expect(past.items.map { $0["id"] } == (0..<40).map { Value($0) })
    }

    @Test func `a message that a long list has is replaced, removed, and new again`() throws {
        var list: Value = []
        for n in 0..<1000 { list = try merge(list, [["id": Value("m\(n)"), "n": 0]]) }
        #expect(list.count == 1000)
        list = try merge(list, ["id": "m7", "n": 1])
        #expect(list.count == 1000)
        #expect(list.items[7] == ["id": "m7", "n": 1])
        list = try merge(list, [["role": "remove", "id": "m7"], ["id": "new"]])
        #expect(list.count == 1000)
        #expect(list.items.last == ["id": "new"])
        #expect(try merge(list, ["id": "m7"]).count == 1001)
        #expect(try merge(try merge(list, ["id": "x"]), ["id": "m999"]).count == 1001)
    }

    @Test func `two messages of one id in one write are one message`() throws {
        #expect(try merge([], [["id": "1", "n": 1], ["id": "1", "n": 2]]) == [["id": "1", "n": 2]])
    }

    @Test func `the role remove deletes the message with its id, and no other`() throws {
        let start: Value = [["id": "1"], ["id": "2"], ["id": "3"]]
        #expect(try merge(start, ["role": "remove", "id": "2"]) == [["id": "1"], ["id": "3"]])
        #expect(throws: Failure.self) { try merge(start, ["role": "remove", "id": "9"]) }
    }

    @Test func `a message that is removed and comes again in one write stays`() throws {
        let write: Value = [["role": "remove", "id": "1"], ["id": "1", "n": 2]]
        #expect(try merge([["id": "1", "n": 1]], write) == [["id": "1", "n": 2]])
    }

    @Test func `removing all leaves what comes after it`() throws {
        let all: Value = ["role": "remove", "id": "__remove_all__"]
        #expect(try merge([["id": "1"], ["id": "2"]], [["id": "3"], all, ["id": "4"]]) == [["id": "4"]])
        #expect(try merge([["id": "1"]], all) == [])
    }
}
