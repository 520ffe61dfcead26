@testable import PregelRuntime
import PregelValues
import Testing

/// What of a record is compared, and which part is said to differ.
@Suite struct RecordDifferenceTests {
    private static func all(_ expected: String, _ got: String) throws -> [RecordDifference] {
        RecordDifference.all(expected: try json(expected), got: try json(got))
    }

    private static func json(_ text: String) throws -> Value { try Value(json: Array(text.utf8)) }

    @Test(arguments: [
        (#"{}"#, #"{"status": "failed"}"#), (#"{"status": "failed"}"#, #"{"status": "failed", "output": 1}"#),
        (#"{"output": {"x": 3.0}}"#, #"{"output": {"x": 3}}"#),
        (#"{"output": {"a": 1, "b": 2}}"#, #"{"output": {"b": 2, "a": 1}}"#),
        (#"{"error": null}"#, #"{}"#), (#"{"output": null}"#, #"{"output": null}"#),
        (#"{"output": {"$match": "any"}}"#, #"{"output": {"x": 1}}"#),
        (#"{"output": {"x": {"$match": {"type": "string"}}}}"#, #"{"output": {"x": "?"}}"#),
        (#"{"stream": [1, {"$match": {"close_to": 2, "within": 0.5}}]}"#, #"{"stream": [1, 2.25]}"#),
    ])
    func `what agrees is no difference`(expected: String, got: String) throws {
        #expect(try Self.all(expected, got) == [])
    }

    @Test func `the smallest part that differs is named`() throws {
        let found = try Self.all(
            #"{"output": {"a": {"b/c": [1, {"~": 2}]}, "z": 1}}"#, #"{"output": {"a": {"b/c": [1, {"~": 3}]}, "z": 1}}"#
        )
        #expect(found == [RecordDifference(pointer: "/output/a/b~1c/1/~0", expected: 2, got: 3)])
    }

    @Test func `a key that is missing and one too many are different things`() throws {
        let found = try Self.all(#"{"output": {"a": 1, "b": null}}"#, #"{"output": {"b": null, "c": null}}"#)
        #expect(
            found == [
                RecordDifference(pointer: "/output/a", expected: 1, got: nil),
                RecordDifference(pointer: "/output/c", expected: nil, got: Value.null),
            ])
    }

    @Test func `a key that the record does not have is null`() throws {
        let found = try Self.all(#"{"error": {"code": "X"}, "interrupts": null}"#, #"{"status": "completed"}"#)
        #expect(found.map(\.pointer) == ["/error"])
        #expect(found.first?.got == nil)
    }

    @Test func `a value of another kind differs as a whole`() throws {
        let found = try Self.all(#"{"output": {"a": [1]}}"#, #"{"output": {"a": {"0": 1}}}"#)
        #expect(found == [RecordDifference(pointer: "/output/a", expected: [1], got: ["0": 1])])
    }

    @Test func `a form that does not hold is shown beside the value`() throws {
        let found = try Self.all(#"{"output": {"$match": {"pattern": "^a"}}}"#, #"{"output": "b"}"#)
        #expect(found == [RecordDifference(pointer: "/output", expected: ["$match": ["pattern": "^a"]], got: "b")])
    }

    @Test func `an item that is missing does not drag along those behind it`() throws {
        let found = try Self.all(#"{"stream": [1, 2, 3, 4]}"#, #"{"stream": [1, 3, 4]}"#)
        #expect(found == [RecordDifference(pointer: "/stream/1", expected: 2, got: nil)])
    }

    @Test func `an item too many is shown where it came in`() throws {
        let found = try Self.all(#"{"stream": [1, 2, 3]}"#, #"{"stream": [1, 9, 2, 3, 8]}"#)
        #expect(
            found == [
                RecordDifference(pointer: "/stream/1", expected: nil, got: 9),
                RecordDifference(pointer: "/stream/3", expected: nil, got: 8),
            ])
    }

    @Test func `items between those that agree are compared with their counterparts`() throws {
        let found = try Self.all(
            #"{"stream": [{"a": 1, "b": 1}, 2, 3]}"#, #"{"stream": [{"a": 1, "b": 7}, 2, 3, 4]}"#)
        #expect(
            found == [
                RecordDifference(pointer: "/stream/0/b", expected: 1, got: 7),
                RecordDifference(pointer: "/stream/3", expected: nil, got: 4),
            ])
    }

    @Test func `entries of one form are compared with each other, whatever stands between them`() throws {
        let found = try Self.all(
            #"{"stream": [{"data": {"a": {"x": 1}}}, {"data": {"c": {"x": 1}}}]}"#,
            #"{"stream": [{"data": {"a": {"x": 1}}}, {"data": {"b": {"x": 1}}}, {"data": {"c": {"x": 2}}}]}"#)
        #expect(
            found == [
                RecordDifference(
                    pointer: "/stream/1", expected: nil, got: ["data": ["b": ["x": 1]]]),
                RecordDifference(pointer: "/stream/1/data/c/x", expected: 1, got: 2),
            ])
    }

    @Test func `an item that agrees counts for more than any number that are of its form`() throws {
        let found = try Self.all(
            #"{"stream": [{"a": 1}, {"a": 2}, {"a": 3}]}"#, #"{"stream": [{"a": 3}, {"a": 8}, {"a": 9}, {"a": 7}]}"#)
        #expect(found.map(\.pointer).contains("/stream/2/a") == false)
    }

    @Test func `long lists are compared in bounded time`() throws {
        let long = Value.array((0..<5_000).map { Value($0) })
        let found = RecordDifference.all(expected: ["output": long], got: ["output": .array(long.items.dropLast())])
        #expect(found == [RecordDifference(pointer: "/output/4999", expected: 4999, got: nil)])
    }
}
