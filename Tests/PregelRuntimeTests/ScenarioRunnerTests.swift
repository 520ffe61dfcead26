import PregelDiagnostics
import PregelManifest
import PregelPlugins
@testable import PregelRuntime
import PregelValues
import Testing

/// Scenarios of built-in components, driven and recorded within this process.
@Suite(.timeLimit(.minutes(20)))
struct ScenarioRunnerTests {
    /// One file that exists in a test alone.
    private struct OneFile: ManifestFiles {
        let text: String

        func read(_ path: String) throws(FileFault) -> [UInt8] { Array(text.utf8) }
    }

    /// Asks, and adds the answer to a list.
    private static let asking = """
        {"version": 1, "name": "asking", "state": {"log": {"channel": "reduce", "reducer": "append"}, "answer": {}},
         "output": ["log"],
         "nodes": {
           "ask": {"use": "std.interrupt", "config": {"value": "how many?", "into": "answer"}},
           "note": {"use": "std.set", "config": {"values": {"log": [{"var": "answer"}]}}}
         },
         "edges": [{"from": "START", "to": "ask"}, {"from": "ask", "to": "note"}]}
        """

    private static func scenario(_ manifest: String, steps: String, checkpointer: Bool = true) throws -> Scenario {
        let text =
            #"{"scenario": 1, "manifest": \#(manifest), "checkpointer": \#(checkpointer), "steps": [\#(steps)]}"#
        return try ScenarioLoader(files: OneFile(text: text)).load(path: "test.json")
    }

    private static func records(_ manifest: String, steps: String, checkpointer: Bool = true) throws -> [Value] {
        let runner = ScenarioRunner(GraphLoader(PluginSearch([])), log: SilentLog())
        let scenario = try scenario(manifest, steps: steps, checkpointer: checkpointer)
        return try runner.run(scenario, expectsInvalidGraph: scenario.expectsInvalidGraph).map { outcome in
            switch outcome {
            case .record(let record, _): record
            case .impossible(let reason): ["impossible": Value(reason)]
            }
        }
    }

    @Test func `a thread is asked, answered, looked at and forgotten`() throws {
        let records = try Self.records(
            Self.asking,
            steps: """
                {"do": "run", "input": {"log": ["in"]}, "stream": ["updates"]},
                {"do": "state"},
                {"do": "run", "resume": {"$by_interrupt": [[0, 7]]}, "stream": ["updates"]},
                {"do": "update", "values": {"log": ["by hand"]}},
                {"do": "history"},
                {"do": "delete"},
                {"do": "state"}
                """)
        #expect(
            records[0] == [
                "status": "interrupted", "output": ["log": ["in"]], "interrupts": [["value": "how many?"]],
                "stream": [
                    ["ns": [], "mode": "updates", "data": ["__interrupt__": [["value": "how many?"]]]]
                ],
            ])
        #expect(
            records[1]["snapshot"]?["tasks"] == [["name": "ask", "interrupts": ["how many?"], "error": false]])
        #expect(records[2]["status"] == "completed" && records[2]["output"] == ["log": ["in", 7]])
        #expect(records[3] == ["ok": true])
        let history = try #require(records[4]["snapshots"])
        #expect(history.items.first?["values"]?["log"] == ["in", 7, "by hand"])
        #expect(history.items.allSatisfy { $0["tasks"] == nil })
        #expect(history.items.last?["next"] == ["START"])
        #expect(records[5] == ["ok": true])
        #expect(
            records[6] == [
                "snapshot": ["values": [:], "next": [], "source": .null, "step": .null, "tasks": []]
            ])
    }

    @Test func `a result that is no target fails the run, where a scenario is about that`() throws {
        let records = try Self.records(
            """
            {"version": 1, "name": "astray", "state": {}, "nodes": {"a": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "route": {"expr": "b"}, "targets": ["a"]}]}
            """, steps: #"{"do": "run", "input": {}}"#)
        #expect(records[0]["error"]?["code"] == "INVALID_UPDATE")
    }

    @Test func `what needs a checkpointer says so where there is none`() throws {
        let records = try Self.records(
            Self.asking,
            steps: """
                {"do": "state"}, {"do": "history"}, {"do": "update", "values": {}}, {"do": "run", "resume": 1},
                {"do": "run", "input": {}, "from_history": 0}, {"do": "delete"}
                """, checkpointer: false)
        for record in records.dropLast() { #expect(record["error"] == ["code": "MISSING_CHECKPOINTER"]) }
        #expect(records.last == ["ok": true])
    }

    @Test func `a step that asks for what is not there is told apart from one that fails`() throws {
        let records = try Self.records(
            Self.asking,
            steps: """
                {"do": "run", "input": {}, "from_history": 3}, {"do": "run", "resume": {"$by_interrupt": [[1, 7]]}}
                """)
        #expect(records[0]["impossible"]?.string?.contains("has 0") == true)
        #expect(records[1]["impossible"]?.string?.contains("pending are 0") == true)
    }

    @Test func `a run with nothing to do fails like any other`() throws {
        let records = try Self.records(Self.asking, steps: #"{"do": "run"}, {"do": "run", "resume": null}"#)
        for record in records {
            #expect(record == ["status": "failed", "output": .null, "stream": [], "error": ["code": "EMPTY_INPUT"]])
        }
    }

    /// In a product the last list changes fastest.
    @Test(arguments: [("zip", [11, 22]), ("product", [11, 21, 12, 22])])
    func `a graph runs once for each item`(mode: String, sums: [Int]) throws {
        let manifest = """
            {"version": 1, "name": "sum", "state": {"a": {}, "b": {}, "sum": {}}, "output": ["sum"],
             "nodes": {"add": {"use": "std.set", "config": {"values": {"sum": {"+": [{"var": "a"}, {"var": "b"}]}}}}},
             "edges": [{"from": "START", "to": "add"}]}
            """
        let records = try Self.records(
            manifest,
            steps: #"{"do": "map", "inputs": {"b": [10, 20], "a": [1, 2]}, "over": ["a", "b"], "mode": "\#(mode)"}"#)
        #expect(records == [["outputs": .array(sums.map { ["sum": Value($0)] })]])
    }

    @Test func `lists of different lengths cannot be taken side by side`() throws {
        let records = try Self.records(
            Self.asking, steps: #"{"do": "map", "inputs": {"log": [1, 2], "answer": [1]}, "over": ["log", "answer"]}"#)
        #expect(records[0]["impossible"]?.string?.contains("2, 1") == true)
    }

    @Test func `a manifest that is refused is a record where the scenario expects that`() throws {
        let expecting = #"{"do": "run", "expect": {"error": {"code": "INVALID_GRAPH"}}}, {"do": "state"}"#
        let records = try Self.records(#"{"version": 1}"#, steps: expecting)
        #expect(
            records == [
                ["status": "failed", "output": .null, "stream": [], "error": ["code": "INVALID_GRAPH"]],
                ["error": ["code": "INVALID_GRAPH"]],
            ])
        let error = try #require(throws: DiagnosticsError.self) {
            try Self.records(#"{"version": 1}"#, steps: #"{"do": "run", "expect": {"status": "completed"}}"#)
        }
        #expect(error.exit == .invalidInput)
        #expect(error.diagnostics.first?.location?.pointer?.hasPrefix("/manifest") == true)
    }
}
