import PregelLogic
import PregelValues
import Testing

struct ExpressionErrorTests {
    private func fault(_ logic: String, _ dialect: Expression.Dialect = .standard) throws -> ExpressionError {
        try #require(throws: ExpressionError.self) { try Expression(Value(json: logic), dialect: dialect) }
    }

    @Test func `an unknown operator is told with its place and the operators that there are`() throws {
        let error = try fault(#"{"if": [true, {"vra": "x"}, 1]}"#)
        #expect(error.pointer.description == "/if/1/vra")
        #expect(error.message == "\"vra\" is no operator of JsonLogic")
        #expect(error.operators.contains("var"))
        #expect(!error.operators.contains("obj"))
    }

    @Test func `the operators that make values are there only where they are asked for`() throws {
        #expect(try fault(#"{"lit": 1}"#).pointer.description == "/lit")
        #expect(try fault(#"{"obj": {}}"#).pointer.description == "/obj")
        #expect(try fault(#"{"nope": 1}"#, .making).operators.suffix(2) == ["obj", "lit"])
        #expect(try fault(#"{"obj": [1]}"#, .making).pointer.description == "/obj")
        #expect(
            try fault(#"{"obj": {"a": {"b": {"nope": 1}, "c": 2}, "d": {"nope": 1}}}"#, .making).pointer.description
                == "/obj/d/nope")
    }

    @Test(
        arguments: [
            (#"{"==": [1]}"#, "\"==\" takes 2 arguments, not 1"),
            (#"{"<": [1, 2, 3, 4]}"#, "\"<\" takes 2 or 3 arguments, not 4"),
            (#"{"-": []}"#, "\"-\" takes 1 or 2 arguments, not 0"),
            (#"{"max": []}"#, "\"max\" takes at least 1 argument, not 0"),
        ])
    func `a wrong number of arguments is told`(_ logic: String, _ message: String) throws {
        #expect(try fault(logic).message == message)
        #expect(try fault(#"{"!": [\#(logic)]}"#).pointer.description == "/!/0")
    }

    @Test func `every operator that an error lists is known`() throws {
        for name in try fault(#"{"nope": 1}"#, .making).operators where name != "obj" {
            let logic = try Value(json: #"{"\#(name)": [1]}"#)
            do throws(ExpressionError) {
                _ = try Expression(logic, dialect: .making)
            } catch {
                #expect(error.message.hasPrefix("\"\(name)\" takes "), "known, whatever the arguments")
            }
        }
    }

    @Test func `an expression that is nested as deep as JSON may be is compiled and evaluated`() throws {
        let depth = 511
        let logic = String(repeating: #"{"!":"#, count: depth) + "1" + String(repeating: "}", count: depth)
        #expect(try Expression(Value(json: logic)).evaluate(Value.null) == false)
    }

    /// All of 17 lists, as arguments.
    private static let everyList = (0..<17).map { #"{"var": "lists.\#($0)"}"# }.joined(separator: ", ")

    @Test(arguments: [
        (#"{"cat": {"var": "texts"}}"#, "cat"), (#"{"cat": [{"var": "texts"}, "!"]}"#, "cat"),
        (#"{"merge": [\#(ExpressionErrorTests.everyList)]}"#, "merge"),
    ])
    func `a result that would take more than a value may has none`(_ logic: String, _ name: String) throws {
        let text = Value(String(repeating: "x", count: 1 << 20))
        let list = Value.array(Array(repeating: 1, count: 1 << 22))
        let data: Value = [
            "texts": .array(Array(repeating: text, count: 1025)), "lists": .array(Array(repeating: list, count: 17)),
        ]
        let error = try #require(throws: EvaluationError.self) { try Expression(Value(json: logic)).evaluate(data) }
        #expect(error.message == "\"\(name)\" has no result here: it would take more than 1024 MiB")
    }
}
