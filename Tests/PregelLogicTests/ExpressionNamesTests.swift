import PregelLogic
import PregelValues
import Testing

/// What can be told of an expression without evaluating it.
@Suite struct ExpressionNamesTests {
    private func names(_ json: String, _ dialect: Expression.Dialect = .making) throws -> [String] {
        try Expression.readings(in: Value(json: json), dialect: dialect).map { "\($0.name) \($0.pointer)" }
    }

    @Test(arguments: [
        (#"{"var": "a.b.0"}"#, ["a /var"]),
        (#"{"var": ["a", {"var": "b"}]}"#, ["a /var/0", "b /var/1/var"]),
        (#"{"var": {"cat": ["a", {"var": "b"}]}}"#, ["b /var/cat/1/var"]),
        (#"{"if": [{">": [{"var": "a"}, 1]}, {"var": "b"}, "c"]}"#, ["a /if/0/>/0/var", "b /if/1/var"]),
        (#"[{"var": "a"}, {"x": 1, "y": {"var": "b"}}, "c"]"#, ["a /0/var"]),
        (#"{"obj": {"k/1": {"var": "a"}}}"#, ["a /obj/k~11/var"]),
        (#"{"missing": ["a", "b.c"]}"#, ["a /missing/0", "b /missing/1"]),
        (#"{"missing": [["a"]]}"#, ["a /missing/0/0"]),
        (#"{"missing": {"merge": ["a", {"var": "b"}]}}"#, ["b /missing/merge/1/var"]),
        (#"{"missing_some": [1, ["a", "b"]]}"#, ["a /missing_some/1/0", "b /missing_some/1/1"]),
    ])
    func `the names that an expression looks up are told with their places`(json: String, expected: [String]) throws {
        #expect(try names(json) == expected)
    }

    @Test(arguments: ["map", "filter", "all", "some", "none"])
    func `what is done for each item sees the item alone`(operation: String) throws {
        #expect(try names(#"{"\#(operation)": [{"var": "list"}, {"var": "x.y"}]}"#) == ["list /\(operation)/0/var"])
    }

    @Test func `a reduction sees its list and its start, and for each item two names of its own`() throws {
        let sum =
            #"{"reduce": [{"var": "list"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, {"var": "start"}]}"#
        #expect(try names(sum) == ["list /reduce/0/var", "start /reduce/2/var"])
    }

    @Test(arguments: [#"{"var": ""}"#, #"{"var": []}"#, #"{"lit": {"var": "a"}}"#, #""a""#, "null", "{}"])
    func `the whole of the data, and what is no operation, names nothing`(json: String) throws {
        #expect(try names(json) == [])
    }

    @Test func `without the operators that make values nothing is quoted`() throws {
        #expect(try names(#"{"lit": {"var": "a"}}"#, .standard) == ["a /lit/var"])
    }

    @Test func `an expression that is too deep to be one has an end`() throws {
        let deep = String(repeating: #"{"!": ["#, count: 200) + "1" + String(repeating: "]}", count: 200)
        #expect(try names(deep) == [])
    }

    private func results(_ json: String, _ dialect: Expression.Dialect = .making) throws -> String {
        let results = Expression.results(of: try Value(json: json), dialect: dialect)
        let values = results.constants.map { "\($0.value.json()) \($0.pointer)" }.joined(separator: ", ")
        return values + (results.isComplete ? "" : "; more") + (results.isSingle ? "" : "; lists")
    }

    @Test(arguments: [
        (#""a""#, #""a" "#),
        (#"["a", {"var": "x"}]"#, #""a" /0; more; lists"#),
        (#"{"if": [{"var": "x"}, "a", {"var": "y"}, "b", "c"]}"#, #""a" /if/1, "b" /if/3, "c" /if/4"#),
        (#"{"?:": [{"var": "x"}, "a", {"if": [true, "b", null]}]}"#, #""a" /?:/1, "b" /?:/2/if/1, null /?:/2/if/2"#),
        (#"{"if": [{"var": "x"}, "a"]}"#, #""a" /if/1; more"#),
        (#"{"or": [{"var": "x"}, "a"]}"#, #""a" /or/1; more; lists"#),
        (#"{"or": ["", "a"]}"#, #""a" /or/1"#),
        (#"{"and": [{">": [1, 2]}, "a"]}"#, #""a" /and/1; more"#),
        (#"{"lit": ["a", {"var": "b"}]}"#, #""a" /lit/0, {"var":"b"} /lit/1; lists"#),
        (#"{"obj": {}}"#, "; more"),
        (#"{">=": [{"var": "x"}, 3]}"#, "; more"),
        (#"{"cat": ["a", "b"]}"#, "; more"),
        (#"{"filter": [["a"], true]}"#, "; more; lists"),
    ])
    func `what may come out as it stands is told, and whether there is more`(json: String, expected: String) throws {
        #expect(try results(json) == expected)
    }
}
