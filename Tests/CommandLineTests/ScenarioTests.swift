import Foundation
import Testing

/// `pregel-host test`, as users test their graphs.
@Suite(.timeLimit(.minutes(20)))
struct ScenarioTests {
    private let here: ScenarioFolder

    init() throws { here = try ScenarioFolder() }

    // MARK: Results

    @Test func `a scenario that is right is only counted`() throws {
        try here.writePassing()
        let run = try here.test("passes.json")
        #expect(run.status == 0)
        #expect(run.output == "1 passed, 0 failed\n")
        #expect(run.errors.isEmpty)
    }

    @Test func `a wrong expectation is shown with what to change`() throws {
        try here.folder.write(
            """
            {
              "scenario": 1,
              "name": "counts to three",
              "manifest": "counter.json",
              "steps": [
                {"do": "run", "input": {"count": 2}, "expect": {"status": "completed"}},
                {
                  "do": "run",
                  "input": {"count": 1},
                  "expect": {
                    "output": {"count": 4, "log": ["add", "done"], "note": "done"}
                  }
                }
              ]
            }
            """, to: "loop.json")
        let run = try here.test("loop.json")
        #expect(run.status == 1)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                loop.json: failed: counts to three
                  step 2 (run), line 11: /steps/1/expect/output/count
                    expected  4
                    got       3
                  step 2 (run), line 11: /steps/1/expect/output/log/1
                    expected  nothing here
                    got       "add"
                  note: each key of "expect" is compared as a whole: what it leaves out is not expected to be there
                  fix: correct the graph; or, if this is right, the expectation: pregel-host test --write loop.json
                0 passed, 1 failed

                """)
    }

    @Test func `of a stream the entry that differs is shown, not those behind it`() throws {
        try here.write(
            "stream",
            steps: """
                {"do": "run", "input": {"count": 2}, "stream": ["updates"], "expect": {"stream": [
                  {"ns": [], "mode": "updates", "data": {"done": {"note": "dne", "log": ["done"]}}}]}}
                """)
        let run = try here.test("stream.json")
        #expect(run.status == 1)
        #expect(
            run.output.contains(
                "/steps/0/expect/stream/0/data/done/note\n    expected  \"dne\"\n    got       \"done\""))
        #expect(run.output.contains("/steps/0/expect/stream/0\n    expected  nothing here"))
        #expect(!run.output.contains("/data/done\n"))
    }

    @Test func `a state without a checkpointer says how to get one`() throws {
        try here.write("state", steps: #"{"do": "run", "input": {}}, {"do": "state", "expect": {"snapshot": {}}}"#)
        let run = try here.test("state.json")
        #expect(
            run.output.contains(#"MISSING_CHECKPOINTER: the scenario has no checkpointer; "checkpointer": true gives"#))
    }

    @Test func `why a step failed is said where it was not expected`() throws {
        try here.write(
            "fails", manifest: Fixtures.failing,
            steps: #"{"do": "run", "input": {}, "expect": {"status": "completed"}}"#)
        let run = try here.test("fails.json")
        #expect(run.status == 1)
        #expect(run.output.contains(#"the step failed with NODE_ERROR in the node "only": LuckError: no "luck""#))
        try here.write(
            "fails", manifest: Fixtures.failing,
            steps:
                #"{"do": "run", "input": {}, "expect": {"error": {"code": "NODE_ERROR", "node": "only", "kind": "LuckError", "message": {"$match": {"pattern": "luck"}}}}}"#
        )
        #expect(try here.test("fails.json").output == "1 passed, 0 failed\n")
    }

    @Test func `a step that cannot be done is no difference of values`() throws {
        try here.write(
            "early", steps: #"{"do": "run", "input": {}, "from_history": 2}"#, options: #" "checkpointer": true,"#)
        let run = try here.test("early.json")
        #expect(run.status == 1)
        #expect(run.output.contains("it cannot be done: it starts at the checkpoint number 2"))
        #expect(!run.output.contains("fix:"))
    }

    @Test(arguments: ["1", "2", "9"])
    func `several files are reported in their order, however many run at a time`(jobs: String) throws {
        for name in ["a", "c", "e"] { try here.writeDiffering(name) }
        for name in ["b", "d"] { try here.writePassing(name) }
        let run = try here.test("a.json", "b.json", "c.json", "d.json", "e.json", "--jobs", jobs)
        #expect(run.status == 1)
        let heads = run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(
            heads == ["a.json: failed: a", "c.json: failed: c", "e.json: failed: e", "2 passed, 3 failed"])
    }

    @Test func `a run that is paused is gone on with, and its state looked at`() throws {
        try here.write(
            "asks", manifest: Fixtures.asking,
            steps: """
                {"do": "run", "input": {}, "expect": {"status": "interrupted", "interrupts": [{"value": "how many?"}]}},
                {"do": "state", "expect": {"snapshot": {"values": {}, "next": ["only"], "source": "loop", "step": 0,
                  "tasks": [{"name": "only", "interrupts": ["how many?"], "error": false}]}}},
                {"do": "run", "resume": 7, "expect": {"status": "completed", "output": {"x": 7}}}
                """, options: #" "checkpointer": true,"#)
        let run = try here.test("asks.json")
        #expect(run.output == "1 passed, 0 failed\n")
        #expect(run.errors.isEmpty)
    }

    @Test func `a machine gets an object a line`() throws {
        try here.writeDiffering()
        try here.writePassing()
        let run = try here.test("differs.json", "passes.json", "--json")
        #expect(run.status == 1)
        let lines = try run.output.split(separator: "\n").map { try JSON(String($0)) }
        #expect(lines.count == 3)
        #expect(lines[0]["file"] == "differs.json" && lines[0]["passed"] == false)
        let difference = try #require(lines[0]["differences"]?.items.first)
        #expect(difference["step"] == 1 && difference["do"] == "run" && difference["line"] == 1)
        #expect(difference["pointer"] == "/steps/0/expect/output")
        #expect(difference["expected"] == ["$match": ["type": "null"]])
        #expect(difference["got"]?["count"] == 3)
        #expect(lines[1]["passed"] == true && lines[1]["differences"] == [])
        #expect(lines[2] == ["passed": 1, "failed": 1])
    }

    // MARK: What cannot be tested

    @Test func `a scenario with faults is refused with all of them, and the others are tested`() throws {
        try here.write("broken", steps: #"{"do": "rum"}, {"do": "run", "inptu": {}}"#)
        try here.writePassing()
        let run = try here.test("broken.json", "passes.json")
        #expect(run.status == 4)
        #expect(run.output == "broken.json: failed: it could not be tested\n1 passed, 1 failed\n")
        #expect(run.errors.contains("error[scenario.bad-value]") && run.errors.contains(#"fix: write "run""#))
        #expect(run.errors.contains("(/steps/1/inptu)") && run.errors.contains(#"fix: write "input""#))
    }

    @Test func `a missing file is named`() throws {
        let run = try here.test("nowhere.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("nowhere.json") && run.errors.contains("No such file"))
        #expect(run.output.hasSuffix("0 passed, 1 failed\n"))
    }

    @Test func `a manifest that is refused may be what is expected`() throws {
        let manifest = Fixtures.single(#"{"use": "std.pass"}"#).replacing(#""to": "only""#, with: #""to": "olny""#)
        try here.write(
            "refused", manifest: manifest,
            steps: #"{"do": "run", "input": {}, "expect": {"status": "failed", "error": {"code": "INVALID_GRAPH"}}}"#)
        #expect(try here.test("refused.json").output == "1 passed, 0 failed\n")
        try here.write("refused", manifest: manifest, steps: #"{"do": "run", "input": {}, "expect": {"output": {}}}"#)
        let run = try here.test("refused.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("(/manifest/edges/0/to)") && run.errors.contains(#"write "only""#))
    }

    @Test func `a manifest that is refused does not pass for want of expectations, but can be recorded`() throws {
        try here.write("refused", manifest: #"{"version": 1}"#, steps: #"{"do": "run"}, {"do": "history"}"#)
        let run = try here.test("refused.json")
        #expect(run.status == 4)
        #expect(run.output == "refused.json: failed: it could not be tested\n0 passed, 1 failed\n")
        let record = try here.test("refused.json", "--record")
        #expect(record.status == 0)
        let steps = try JSON(record.output)["steps"]?.items ?? []
        #expect(
            steps.map { $0["expect"] } == [
                ["status": "failed", "output": .null, "stream": [], "error": ["code": "INVALID_GRAPH"]],
                ["error": ["code": "INVALID_GRAPH"]],
            ])
    }

    @Test func `a plugin that is missing is not taken for a difference`() throws {
        let manifest = Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": "libmissing.so"}"#)
        try here.write("plugin", manifest: manifest, steps: #"{"do": "run", "input": {}}"#)
        let run = try here.test("plugin.json")
        #expect(run.status == 5)
        #expect(run.errors.contains("libmissing.so"))
    }

    @Test func `a breakpoint at a node that is not there is a fault`() throws {
        try here.write("typo", steps: #"{"do": "run", "input": {"count": 1}, "interrupt_before": ["don"]}"#)
        let run = try here.test("typo.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("scenario.unknown-node") && run.errors.contains(#"write "done""#))
    }

    // MARK: Plugins

    @Test func `a plugin of one's own is tested by its manifest, or by the file that is given`() throws {
        let library = try BrokenPlugin.sound.build(in: here.folder)
        let manifest = Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": "libplugin.so"}"#)
        try here.write(
            "own", manifest: manifest, steps: #"{"do": "run", "input": {}, "expect": {"status": "completed"}}"#)
        #expect(try here.test("own.json").output == "1 passed, 0 failed\n")
        try FileManager.default.moveItem(atPath: library, toPath: here.folder.path("other.so"))
        #expect(try here.test("own.json").status == 5)
        #expect(try here.test("own.json", "--plugin", "p=other.so").output == "1 passed, 0 failed\n")
        let typo = try here.test("own.json", "--plugin", "q=other.so", "--plugin", "p=other.so")
        #expect(typo.status == 2)
        #expect(typo.errors.contains(#"no scenario has the plugin "q""#))
    }

    @Test func `the probe needs no entry, and counts afresh in each scenario`() throws {
        let node =
            #"{"use": "probe.script", "config": {"steps": [{"fail": {"error": "E", "message": "m", "first": 1}}]}}"#
        for name in ["one", "two"] {
            try here.write(
                name, manifest: Fixtures.single(node),
                steps: """
                    {"do": "run", "input": {}, "expect": {"status": "failed"}},
                    {"do": "run", "input": {}, "expect": {"status": "completed"}}
                    """)
        }
        let run = try here.test("one.json", "two.json", "one.json", "--jobs", "2")
        #expect(run.output == "3 passed, 0 failed\n", "\(run.errors)")
    }
}
