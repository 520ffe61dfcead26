import Foundation
import PregelTesting
import Testing

/// The built plugin `probe`, which conformance rests on.
struct ProbePluginTests {
    let plugin: PluginUnderTest

    init() throws { plugin = try PluginUnderTest(path: Project.plugin("probe")) }

    private func script(_ steps: String, _ input: Value = [:], _ setup: TaskSetup = TaskSetup()) throws -> NodeResult {
        try plugin.node("script", config: ["steps": Value(json: steps)]).run(input, setup)
    }

    @Test func `writes, variables and overwrites are evaluated in order`() throws {
        let result = try script(
            """
            [{"let": {"x": {"+": [{"var": "state.n"}, 1]}}}, {"write": {"a": {"var": "local.x"}, "b": {"obj": {"k": {"var": "node"}}}}},
             {"let": {"x": 9}}, {"write": {"a": {"*": [{"var": "local.x"}, {"var": "attempt"}]}}},
             {"overwrite": {"c": {"lit": {"var": "state.n"}}}}]
            """, ["n": 1], TaskSetup { $0.attempt = 2 })
        #expect(result.writes == ["a": 18, "b": ["k": "node"]])
        #expect(result.overwrites == ["c": ["var": "state.n"]])
    }

    @Test func `when chooses, and stop ends the script`() throws {
        let steps = """
            [{"when": {"var": "state.go"}, "then": [{"write": {"a": 1}}, {"stop": true}], "else": [{"write": {"b": 1}}]},
             {"write": {"c": 1}}]
            """
        #expect(try script(steps, ["go": true]).writes == ["a": 1])
        #expect(try script(steps, ["go": []]).writes == ["b": 1, "c": 1])
    }

    @Test func `it goes, sends and emits`() throws {
        let result = try script(
            """
            [{"goto": ["b", "END"]}, {"goto": "c"}, {"send": {"node": "w", "arg": {"var": "state.n"}}}, {"emit": {"cat": ["x", 1]}},
             {"send_each": {"over": {"var": "state.list"}, "node": "w", "arg": {"obj": {"i": {"var": "index"}, "v": {"var": "item"}}}}}]
            """, ["n": 7, "list": ["p", "q"]])
        #expect(result.wentTo == ["b", "END", "c"])
        #expect(result.sent.map(\.argument) == [7, ["i": 0, "v": "p"], ["i": 1, "v": "q"]])
        #expect(result.emitted == [NodeResult.Chunk(mode: "custom", value: "x1")])
    }

    @Test func `it asks, and keeps the answer in a variable`() throws {
        let steps = """
            [{"interrupt": {"cat": ["ok", "?"]}, "into": "said"}, {"write": {"a": {"var": "local.said"}}}]
            """
        let first = try script(steps)
        #expect(first.status == .interrupted && first.asked.map(\.value) == ["ok?"])
        #expect(try script(steps, [:], TaskSetup { $0.answers = [["y": 1]] }).writes == ["a": ["y": 1]])
    }

    @Test func `it fails by attempts, by invocations, or always`() throws {
        let byAttempt = #"[{"fail": {"error": "Busy", "message": "no", "attempts": 2}}, {"write": {"a": 1}}]"#
        #expect(try script(byAttempt, [:], TaskSetup { $0.attempt = 2 }).failure?.kind == "Busy")
        #expect(try script(byAttempt, [:], TaskSetup { $0.attempt = 3 }).writes == ["a": 1])
        let node = try plugin.node(
            "script", config: ["steps": Value(json: #"[{"fail": {"error": "E", "message": "m", "first": 2}}]"#)])
        #expect(try (0..<3).map { _ in try node.run().status } == [.failed, .failed, .finished])
        let always = try script(#"[{"write": {"a": 1}}, {"fail": {"error": "E", "message": "m"}}]"#)
        #expect(always.failure?.message == "m" && always.failure?.transient == nil)
    }

    @Test func `it commands the parent, and ends`() throws {
        let result = try script(
            """
            [{"write": {"inner": 1}}, {"goto": "x"},
             {"parent": {"update": {"outer": {"var": "state.n"}}, "goto": "up"}}, {"write": {"late": 1}}]
            """, ["n": 5])
        #expect(result.commandedParent && result.writes == ["outer": 5] && result.wentTo == ["up"])
    }

    @Test func `a wait ends soon once it is cancelled`() throws {
        let result = try script(#"[{"sleep_ms": 600000}]"#, [:], TaskSetup { $0.isCancelled = true })
        #expect(result.failure?.kind == "CancelledError")
    }

    @Test(
        arguments: [
            (#"[{"jump": 1}]"#, "/steps/0: \"jump\" is no step"),
            (#"[{"write": {"a": {"nope": 1}}}]"#, "/steps/0/write/a"),
            (#"[{"stop": true, "into": "x"}]"#, "\"into\" has no meaning beside \"stop\""),
            (#"[{"when": true, "then": [{"send": {"node": "a"}}]}]"#, "/steps/0/then/0/send: \"arg\" is missing"),
            (#"[{"fail": {"message": "m"}}]"#, "\"error\" must be the error's kind"),
            (#"[{"sleep_ms": -1}]"#, "must be a whole number, 0 or more"),
        ])
    func `a broken script is refused with its place`(_ steps: String, _ words: String) throws {
        #expect {
            try plugin.node("script", config: ["steps": Value(json: steps)])
        } throws: { error in
            "\(error)".contains(words)
        }
    }

    @Test func `its router gives targets or packets`() throws {
        let router = try plugin.router("route", config: ["expr": ["if": [["var": "state.go"], "a", ["b", "c"]]]])
        #expect(try router.route(["go": true]).given == ["a"])
        #expect(try router.route(["go": false]).given == [["b", "c"]])
        let each = try plugin.router(
            "route", config: ["send_each": ["over": ["var": "state.l"], "node": "w", "arg": ["var": "item"]]])
        let result = try each.route(["l": [1, 2]])
        #expect(result.given.isEmpty && result.sent.map(\.argument) == [1, 2])
    }

    @Test func `its reducer evaluates over both values`() throws {
        let reducer = try plugin.reducer("reducer", config: ["expr": ["+": [["var": "current"], ["var": "update"]]]])
        #expect(try reducer.reduce(2, 3) == 5)
        #expect(throws: NodeError.self) { try plugin.reducer("reducer", config: ["expr": ["what": 1]]) }
    }
}
