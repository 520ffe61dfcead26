import Foundation
import Testing

/// What `pregel-host run` says of a run while it goes on: its stream, and its retries.
@Suite(.timeLimit(.minutes(20)))
struct StreamTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ manifest: String, _ options: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["run", folder.write(manifest, to: "graph.json")] + options)
    }

    /// The lines but the result.
    private func entries(_ run: HostProcess.Outcome) throws -> [JSON] {
        try run.output.split(separator: "\n").dropLast().map { try JSON(String($0)) }
    }

    /// Two packets to a graph in a graph.
    private static let packets = """
        {
          "version": 1, "name": "packets", "state": {"items": {}, "all": {"channel": "reduce", "reducer": "append"}},
          "nodes": {
            "go": {"use": "std.pass"},
            "one": {"graph": {
              "version": 1, "name": "outer", "state": {"i": {}, "all": {"channel": "reduce", "reducer": "append"}},
              "output": ["all"],
              "nodes": {"deep": {"graph": {
                "version": 1, "name": "inner", "state": {"i": {}, "all": {"channel": "reduce", "reducer": "append"}},
                "output": ["all"],
                "nodes": {"set": {"use": "std.set", "config": {"values": {"all": [{"var": "i"}]}}}},
                "edges": [{"from": "START", "to": "set"}]
              }}},
              "edges": [{"from": "START", "to": "deep"}]
            }}
          },
          "edges": [
            {"from": "START", "to": "go"},
            {"from": "go",
             "route": {"use": "std.send_each", "config": {
               "over": {"var": "items"}, "node": "one", "arg": {"obj": {"i": {"var": "item"}}}}},
             "targets": ["one"]}
          ]
        }
        """

    // MARK: Namespaces

    @Test func `namespaces of nested graphs have the ids of their tasks`() throws {
        let run = try run(Self.packets, "--set", "items=[1, 2]", "--stream", "tasks", "--subgraphs", "--json")
        #expect(run.status == 0 && run.errors.isEmpty)
        let entries = try entries(run)
        func starts(_ name: String) -> [JSON] {
            entries.filter { $0["data"]?["name"]?.string == name && $0["data"]?["input"] != nil }
        }
        let packets = starts("one")
        #expect(packets.map { $0["ns"] } == [[], []])
        #expect(packets.map { $0["data"]?["triggers"] } == [["__pregel_push"], ["__pregel_push"]])
        let ids = packets.compactMap { $0["data"]?["id"]?.string }
        #expect(Set(ids).count == 2)
        for (task, outer) in zip(ids, ids.map { "one:" + $0 }) {
            let deep = try #require(starts("deep").first { $0["ns"] == JSON([outer]) }, "\(task)")
            let inner = "deep:" + (deep["data"]?["id"]?.string ?? "")
            let sets = starts("set").filter { $0["ns"] == JSON([outer, inner]) }
            #expect(sets.count == 1)
        }
    }

    @Test func `people see as much of the ids as tells them apart`() throws {
        let run = try run(Self.packets, "--set", "items=[1, 2]", "--stream", "updates", "--subgraphs")
        #expect(run.status == 0 && run.errors.isEmpty)
        let form = /updates one:([0-9a-f]{8})\/deep:[0-9a-f]{8} \{"set":\{"all":\[[12]\]\}\}/
        let lines = run.output.split(separator: "\n").compactMap { $0.wholeMatch(of: form) }
        #expect(lines.count == 2 && Set(lines.map(\.output.1)).count == 2)
    }

    // MARK: Failures

    @Test func `a failed task shows its kind and message, any other one null`() throws {
        let run = try run(Fixtures.failing, "--stream", "tasks,debug", "--json")
        #expect(run.status == 1)
        let entries = try entries(run)
        #expect(entries.filter { $0["mode"] == "tasks" }.last?["data"]?["error"] == #"LuckError('no "luck"')"#)
        #expect(entries.last?["data"]?["payload"]?["error"] == #"LuckError('no "luck"')"#)
        let fine = try self.run(Fixtures.counter, "--set", "count=2", "--stream", "tasks", "--json")
        #expect(
            try self.entries(fine).filter { $0["data"]?["result"] != nil }.allSatisfy { $0["data"]?["error"] == .null })
    }

    @Test func `each attempt that is followed by another one is a line of the log`() throws {
        let retry =
            #", "retry": {"max_attempts": 3, "initial_interval": 0.01, "jitter": false, "retry_on": ["LuckError"]}}"#
        let node = #"{"use": "std.fail", "config": {"message": "no luck", "kind": "LuckError"}"# + retry
        for options in [[], ["--json", "--stream", "updates"]] {
            let run = try HostProcess.run(
                ["run", folder.write(Fixtures.single(node), to: "graph.json")] + options)
            #expect(run.status == 1)
            #expect(
                run.errors.hasPrefix(
                    """
                    retry: node only: attempt 1 of 3 failed: LuckError: no luck; trying again in 0.01 s
                    retry: node only: attempt 2 of 3 failed: LuckError: no luck; trying again in 0.02 s
                    error[NODE_ERROR]: LuckError: no luck
                    """), "\(run.errors)")
            #expect(!run.output.contains("retry"))
        }
    }

    // MARK: Breakpoints

    @Test func `a pause at a breakpoint names its node, also as JSON and in a nested graph`() throws {
        let nested = Fixtures.single(
            #"""
            {"graph": {"version": 1, "name": "in", "state": {"x": {}}, "interrupts": {"before": ["b", "c"]},
              "nodes": {"a": {"use": "std.pass"}, "b": {"use": "std.pass"}, "c": {"use": "std.pass"}},
              "edges": [{"from": "START", "to": "a"}, {"from": "a", "to": "b"}, {"from": "a", "to": "c"}]}}
            """#)
        let run = try run(nested, "--set", "x=1", "--json")
        #expect(run.status == 3)
        #expect(run.errors.hasPrefix("paused before the nodes only/b, only/c\n"), "\(run.errors)")
        let result = try JSON(run.output)
        #expect(result["pauses"] == [["when": "before", "nodes": ["b", "c"], "ns": ["only"]]])
        #expect(result["interrupts"] == [])
        #expect(try JSON(self.run(Fixtures.asking, "--json").output)["pauses"] == nil)
    }

    // MARK: Payloads

    /// Writes a text and a list.
    private static let large = Fixtures.single(
        #"{"use": "std.set", "config": {"values": {"text": {"cat": [{"var": "text"}, "é"]}, "list": [1, [2, 3], "four"]}}}"#,
        state: #"{"text": {}, "list": {}, "n": {}}"#)

    private func cut(_ modes: String, at bytes: Int) throws -> [JSON] {
        let run = try run(
            Self.large, "--input", #"{"text": "0123456789", "n": 7}"#, "--stream", modes, "--json", "--max-payload",
            String(bytes))
        #expect(run.status == 0 && run.errors.isEmpty)
        let result = try JSON(String(run.output.split(separator: "\n").last ?? ""))
        #expect(result["output"] == ["text": "0123456789é", "list": [1, [2, 3], "four"], "n": 7], "never cut")
        return try entries(run).compactMap { $0["data"] }
    }

    @Test func `values that are too large are cut in every mode, names and ids never`() throws {
        let text: JSON = ["$cut": "text", "bytes": 14, "start": "0123456789"]
        let list: JSON = ["$cut": "list", "bytes": 16, "items": 3]
        #expect(try cut("updates", at: 10) == [["only": ["text": text, "list": list]]])
        let values = try cut("values", at: 10)
        #expect(values.last == ["text": text, "list": list, "n": 7])
        let tasks = try cut("tasks", at: 10)
        #expect(tasks.first?["name"] == "only" && tasks.first?["id"]?.string?.count == 36)
        #expect(tasks.first?["triggers"] == ["branch:to:only"])
        let input: JSON = ["$cut": "text", "bytes": 12, "start": "0123456789"]
        #expect(tasks.first?["input"] == ["text": input, "n": 7])
        #expect(tasks.last?["result"] == ["text": text, "list": list] && tasks.last?["error"] == .null)
        let debug = try cut("debug", at: 10)
        #expect(debug.last?["payload"]?["result"] == ["text": text, "list": list])
        #expect(debug.last?["type"] == "task_result")
        #expect(try cut("updates", at: 16) == [["only": ["text": "0123456789é", "list": [1, [2, 3], "four"]]]])
    }

    @Test func `a chunk, a failure, a question and a packet are cut as a whole, and no character in two`() throws {
        let chunk = Fixtures.single(#"{"use": "std.emit", "config": {"value": {"obj": {"long": "éééé"}}}}"#)
        let emitted = try run(chunk, "--stream", "custom", "--json", "--max-payload", "5")
        #expect(try entries(emitted).map { $0["data"] } == [["$cut": "object", "bytes": 19, "members": 1]])
        let asked = try run(Fixtures.asking, "--stream", "tasks,updates", "--json", "--max-payload", "5")
        let question: JSON = ["$cut": "text", "bytes": 11, "start": "how m"]
        let shown = try entries(asked).compactMap { $0["data"] }
        #expect(
            shown.compactMap { $0["interrupts"] ?? $0["__interrupt__"] }.map { $0.items.first?["value"] } == [
                question, question,
            ])
        let failed = try run(Fixtures.failing, "--stream", "tasks", "--json", "--max-payload", "4")
        #expect(try entries(failed).last?["data"]?["error"]?["start"] == "Luck")
        let packets = try run(
            Self.packets, "--set", #"items=["ééé"]"#, "--stream", "tasks", "--json", "--max-payload", "5")
        let packet = try entries(packets).first { $0["data"]?["triggers"] == ["__pregel_push"] }
        #expect(packet?["data"]?["input"] == ["$cut": "object", "bytes": 14, "members": 1])
        let words = Fixtures.single(#"{"use": "std.set", "config": {"values": {"x": "ééé"}}}"#)
        let updates = try entries(try run(words, "--stream", "updates", "--json", "--max-payload", "5"))
        #expect(updates.map { $0["data"]?["only"]?["x"]?["start"] } == ["éé"])
    }

    @Test(arguments: [
        (["--max-payload", "5"], "means nothing without --stream"),
        (["--max-payload", "x", "--stream", "tasks"], "a whole number of at least 1"),
    ])
    func `a limit that cannot be meant is refused`(options: [String], problem: String) throws {
        let run = try HostProcess.run(["run", "nowhere.json"] + options)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
    }
}
