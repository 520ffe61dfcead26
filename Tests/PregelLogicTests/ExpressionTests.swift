import PregelLogic
import PregelValues
import Testing

@Suite struct ExpressionTests {
    private static let data =
        #"{"a":1,"b":[10,20,{"c":"x"}],"s":"text","n":null,"d":2.5,"list":[1,2,3],"e":"","o":{"k":true},"é":7}"#

    private static let table: [(String, String)] = [
        (#"{"var":"a"}"#, "1"), (#"{"var":["a"]}"#, "1"), (#"{"var":"b.2.c"}"#, "\"x\""), (#"{"var":"b.9"}"#, "null"),
        (#"{"var":["zz",5]}"#, "5"), (#"{"var":["b.9",5]}"#, "5"), (#"{"var":["n",5]}"#, "null"), (#"{"var":"o.k"}"#, "true"), (#"{"var":"é"}"#, "7"),
        (#"{"var":{"cat":["b.",1.0]}}"#, "20"), (#"{"map":[{"var":"list"},{"var":""}]}"#, "[1,2,3]"),
        (#"{"map":[[[5,6]],{"var":1.0}]}"#, "[6]"), (#"{"==":[1,"1"]}"#, "true"), (#"{"===":[1,"1"]}"#, "false"),
        (#"{"===":[1,1.0]}"#, "true"), (#"{"==":[null,0]}"#, "false"), (#"{"!=":[1,2]}"#, "true"),
        (#"{"!==":[1,"1"]}"#, "true"),
        (#"{"!":[[]]}"#, "true"), (#"{"!!":"0"}"#, "true"), (#"{"!!":[0.0]}"#, "false"),
        (#"{"!!":{"var":"o"}}"#, "true"),
        (#"{"<":[1,2,3]}"#, "true"), (#"{"<":[1,3,2]}"#, "false"), (#"{"<=":[1,1.0]}"#, "true"),
        (#"{">":["b","a"]}"#, "true"),
        (#"{">":["10",9]}"#, "true"), (#"{">=":["x",1]}"#, "false"), (#"{"+":[1,"2.5x"]}"#, "3.5"), (#"{"+":[]}"#, "0"),
        (#"{"*":[2,3.0]}"#, "6.0"), (#"{"-":[5,7]}"#, "-2"), (#"{"-":[5]}"#, "-5"), (#"{"/":[6,3]}"#, "2"),
        (#"{"/":[7,2]}"#, "3.5"),
        (#"{"%":[-7,3]}"#, "-1"), (#"{"%":[5.5,2]}"#, "1.5"), (#"{"max":[1,3,2]}"#, "3"), (#"{"min":[4,"2"]}"#, "2"),
        (#"{"+":[9223372036854775807,1]}"#, "9.223372036854776e+18"), (#"{"merge":[[1],2,[[3]]]}"#, "[1,2,[3]]"),
        (#"{"in":["ex",{"var":"s"}]}"#, "true"), (#"{"in":["e","e\u0301"]}"#, "true"), (#"{"in":["","x"]}"#, "true"),
        (#"{"in":["long","x"]}"#, "false"), (#"{"in":[2,{"var":"list"}]}"#, "true"), (#"{"in":[1,null]}"#, "false"),
        (#"{"cat":["a",1,2.0,null,true,[1,[2]]]}"#, "\"a12true1,2\""), (#"{"substr":["jsonlogic",4]}"#, "\"logic\""),
        (#"{"substr":["jsonlogic",-5,3]}"#, "\"log\""), (#"{"substr":["jsonlogic",1,-5]}"#, "\"son\""),
        (#"{"substr":["😀x",1]}"#, "\"x\""),
        (#"{"if":[false,1,0,2,3]}"#, "3"), (#"{"if":[false,1]}"#, "null"), (#"{"?:":[1,"y","n"]}"#, "\"y\""),
        (#"{"and":[1,"",3]}"#, "\"\""), (#"{"or":[0,"",3]}"#, "3"),
        (#"{"filter":[{"var":"list"},{">":[{"var":""},1]}]}"#, "[2,3]"),
        (#"{"all":[[],true]}"#, "false"), (#"{"some":[[0,1],{"var":""}]}"#, "true"), (#"{"none":[[],true]}"#, "true"),
        (#"{"reduce":[{"var":"list"},{"+":[{"var":"current"},{"var":"accumulator"}]},10]}"#, "16"),
        (#"{"missing":["a","e","zz"]}"#, "[\"e\",\"zz\"]"), (#"{"missing_some":[1,["a","zz"]]}"#, "[]"),
        (#"{"missing_some":[2,["a","zz"]]}"#, "[\"zz\"]"), (#"[{"var":"a"},2]"#, "[1,2]"),
        (#"{"x":1,"y":2}"#, #"{"x":1,"y":2}"#),
    ]

    @Test(arguments: table) func `an expression has its value`(_ source: String, _ result: String) throws {
        let expression = try Expression(Value(json: source))
        #expect(try expression.evaluate(Value(json: ExpressionTests.data)).json() == result)
    }

    @Test(arguments: [
        #"{"/":[1,0]}"#, #"{"%":[1,0]}"#, #"{"+":["x"]}"#, #"{"*":[1e300,1e300]}"#, #"{"cat":[{"var":"o"}]}"#,
        #"{"in":[1,"1"]}"#,
        #"{"substr":["x","y"]}"#, #"{"max":["x"]}"#, #"{"var":{"a":1,"b":2}}"#,
    ]) func `what has no result is an error`(_ source: String) throws {
        let expression = try Expression(Value(json: source))
        #expect(throws: EvaluationError.self) { try expression.evaluate(Value(json: ExpressionTests.data)) }
    }

    @Test func `an unknown operator is named with its place and the known ones`() throws {
        let error = try #require(throws: ExpressionError.self) { try Expression(["if": [true, ["nope": [1]]]]) }
        #expect(error.message == "\"nope\" is no operator of JsonLogic")
        #expect(error.pointer.description == "/if/1/nope")
        #expect(
            error.operators.contains("var") && error.operators.contains("substr") && !error.operators.contains("obj"))
        let arity = try #require(throws: ExpressionError.self) { try Expression(["==": [1]]) }
        #expect(arity.message == "\"==\" takes 2 arguments, not 1")
    }

    @Test func `the making dialect makes objects and takes values as they stand`() throws {
        let source: Value = ["obj": ["a": ["var": "x"], "b": ["lit": ["var": "x"]]]]
        #expect(try Expression(source, dialect: .making).evaluate(["x": 5]) == ["a": 5, "b": ["var": "x"]])
        #expect(throws: ExpressionError.self) { try Expression(source) }
        #expect(throws: ExpressionError.self) { try Expression(["obj": 1], dialect: .making) }
    }

    @Test func `an expression that is too deep is refused`() {
        var deep: Value = 1
        for _ in 0..<100_000 { deep = ["!": deep] }
        #expect(throws: ExpressionError.self) { try Expression(deep) }
    }
}
