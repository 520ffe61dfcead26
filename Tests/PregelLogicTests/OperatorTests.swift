import PregelLogic
import PregelValues
import Testing

struct OperatorTests {
    @Test(
        arguments: LogicTables.access + LogicTables.choice + LogicTables.comparison + LogicTables.arithmetic
            + LogicTables.lists + LogicTables.text + LogicTables.literals)
    func `an operator gives what JsonLogic says, or says why not`(_ item: LogicCase) throws {
        guard let gives = item.gives else {
            #expect(throws: EvaluationError.self) { try item.result() }
            return
        }
        #expect(try item.result().json(.canonical) == Value(json: gives).json(.canonical))
    }

    @Test func `whole numbers stay whole, and doubles stay doubles`() throws {
        #expect(try LogicCase(#"{"+": [1, 2]}"#, gives: "").result().int == 3)
        #expect(try LogicCase(#"{"+": [1, 2.0]}"#, gives: "").result().int == nil)
        #expect(try LogicCase(#"{"/": [6, 3]}"#, gives: "").result().int == 2)
        #expect(try LogicCase(#"{"*": ["4"]}"#, gives: "").result().int == 4)
    }

    @Test func `a division by zero is an error that names its operator, never null`() throws {
        let error = try #require(throws: EvaluationError.self) {
            try LogicCase(#"{"if": [{"/": [{"var": "n"}, 0]}, "yes", "no"]}"#, over: #"{"n": 1}"#, gives: nil).result()
        }
        #expect(error.message == "\"/\" has no result here: it is not a finite number")
    }

    @Test func `what cannot be compared is told by kind`() throws {
        let error = try #require(throws: EvaluationError.self) {
            try LogicCase(#"{"<": [{"var": "l"}, 2]}"#, over: #"{"l": [1]}"#, gives: nil).result()
        }
        #expect(error.message == "\"<\" has no result here: a list is no number")
    }

    @Test func `a value that is looked up is shared, not copied`() throws {
        let data = try Value(json: #"{"state": {"x": "a text of some length"}}"#)
        let there = try #require(data["state"]?["x"]).withBytes { $0.baseAddress }
        let found = try Expression(["var": "state.x"]).evaluate(data)
        #expect(found == "a text of some length")
        #expect(found.withBytes { $0.baseAddress } == there)
    }

    @Test func `named values are looked up as the members of one object are`() throws {
        let scope = Scope([(name: "state", value: ["x": [1, 2]]), (name: "attempt", value: 3)])
        #expect(try Expression(["var": "state.x.1"]).evaluate(scope) == 2)
        #expect(try Expression(["var": "attempt"]).evaluate(scope) == 3)
        #expect(try Expression(["var": ["gone", 9]]).evaluate(scope) == 9)
        #expect(try Expression(["missing": ["state", "gone"]]).evaluate(scope) == ["gone"])
        #expect(try Expression(["var": ""]).evaluate(scope) == ["state": ["x": [1, 2]], "attempt": 3])
    }

    @Test func `one expression is evaluated on many threads at once`() async throws {
        let logic = #"{"reduce": [{"var": "l"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}"#
        let expression = try Expression(Value(json: logic))
        let sums = try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for count in 0..<16 {
                group.addTask { (count, try expression.evaluate(["l": .array((0..<count).map { Value($0) })])) }
            }
            return try await group.reduce(into: [Int: Value]()) { $0[$1.0] = $1.1 }
        }
        for count in 0..<16 { #expect(sums[count] == Value(count * (count - 1) / 2)) }
    }

    @Test func `a list that an expression nests without end has no text, and is freed`() throws {
        let nest = #"{"reduce": [{"var": "l"}, [{"var": "accumulator"}], 0]}"#
        let data: Value = ["l": .array((0..<50_000).map { Value($0) })]
        let deep = try Expression(Value(json: nest)).evaluate(data)
        #expect(deep.count == 1)
        let text = try Expression(Value(json: #"{"cat": [\#(nest)]}"#))
        let error = try #require(throws: EvaluationError.self) { try text.evaluate(data) }
        #expect(error.message.hasSuffix("nested more than 512 deep"))
    }
}
