import Foundation
import Testing

/// `pregel-host test`, as users test their graphs.
@Suite(.timeLimit(.minutes(10)))
struct ScenarioTests {
    private let folder: TemporaryFolder
    /// Where the host remembers what it tried: of this test alone.
    private let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        environment = ["XDG_CACHE_HOME": folder.path("cache")]
        try folder.write(Fixtures.counter, to: "counter.json")
    }

    /// A scenario of the graph in `manifest`, in a file of its own.
    private func write(
        _ name: String, manifest: String = #""counter.json""#, steps: String, options: String = ""
    ) throws {
        let text = #"{"scenario": 1, "name": "\#(name)",\#(options) "manifest": \#(manifest), "steps": [\#(steps)]}"#
        try folder.write(text, to: name + ".json")
    }

    private func test(_ arguments: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["test"] + arguments, environment: environment, in: folder.url)
    }

    /// What counting to three gives.
    private static let right =
        #"{"status": "completed", "output": {"count": 3, "log": ["add", "done"], "note": "done"}}"#

    private func writePassing(_ name: String = "passes") throws {
        try write(name, steps: #"{"do": "run", "input": {"count": 2}, "expect": \#(Self.right)}"#)
    }

    private func writeDiffering(_ name: String = "differs") throws {
        try write(
            name, steps: #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"$match": {"type": "null"}}}}"#)
    }

    // MARK: Results

    @Test func `a scenario that is right is only counted`() throws {
        try writePassing()
        let run = try test("passes.json")
        #expect(run.status == 0)
        #expect(run.output == "1 passed, 0 failed\n")
        #expect(run.errors.isEmpty)
    }

    @Test func `a wrong expectation is shown with what to change`() throws {
        try folder.write(
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
        let run = try test("loop.json")
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
                  fix: correct the graph; or, if this is right, the expectation: pregel-host test --write loop.json
                0 passed, 1 failed

                """)
    }

    @Test func `why a step failed is said where it was not expected`() throws {
        try write(
            "fails", manifest: Fixtures.failing,
            steps: #"{"do": "run", "input": {}, "expect": {"status": "completed"}}"#)
        let run = try test("fails.json")
        #expect(run.status == 1)
        #expect(run.output.contains(#"the step failed with NODE_ERROR in the node "only": LuckError: no "luck""#))
        try write(
            "fails", manifest: Fixtures.failing,
            steps:
                #"{"do": "run", "input": {}, "expect": {"error": {"code": "NODE_ERROR", "node": "only", "kind": "LuckError", "message": {"$match": {"pattern": "luck"}}}}}"#
        )
        #expect(try test("fails.json").output == "1 passed, 0 failed\n")
    }

    @Test func `a step that cannot be done is no difference of values`() throws {
        try write(
            "early", steps: #"{"do": "run", "input": {}, "from_history": 2}"#, options: #" "checkpointer": true,"#)
        let run = try test("early.json")
        #expect(run.status == 1)
        #expect(run.output.contains("it cannot be done: it starts at the checkpoint number 2"))
        #expect(!run.output.contains("fix:"))
    }

    @Test(arguments: ["1", "2", "9"])
    func `several files are reported in their order, however many run at a time`(jobs: String) throws {
        for name in ["a", "c", "e"] { try writeDiffering(name) }
        for name in ["b", "d"] { try writePassing(name) }
        let run = try test("a.json", "b.json", "c.json", "d.json", "e.json", "--jobs", jobs)
        #expect(run.status == 1)
        let heads = run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(
            heads == ["a.json: failed: a", "c.json: failed: c", "e.json: failed: e", "2 passed, 3 failed"])
    }

    @Test func `a run that is paused is gone on with, and its state looked at`() throws {
        try write(
            "asks", manifest: Fixtures.asking,
            steps: """
                {"do": "run", "input": {}, "expect": {"status": "interrupted", "interrupts": [{"value": "how many?"}]}},
                {"do": "state", "expect": {"snapshot": {"values": {}, "next": ["only"], "source": "loop", "step": 0,
                  "tasks": [{"name": "only", "interrupts": ["how many?"], "error": false}]}}},
                {"do": "run", "resume": 7, "expect": {"status": "completed", "output": {"x": 7}}}
                """, options: #" "checkpointer": true,"#)
        let run = try test("asks.json")
        #expect(run.output == "1 passed, 0 failed\n")
        #expect(run.errors.isEmpty)
    }

    @Test func `a machine gets an object a line`() throws {
        try writeDiffering()
        try writePassing()
        let run = try test("differs.json", "passes.json", "--json")
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
        try write("broken", steps: #"{"do": "rum"}, {"do": "run", "inptu": {}}"#)
        try writePassing()
        let run = try test("broken.json", "passes.json")
        #expect(run.status == 4)
        #expect(run.output == "broken.json: failed: it could not be tested\n1 passed, 1 failed\n")
        #expect(run.errors.contains("error[scenario.bad-value]") && run.errors.contains(#"fix: write "run""#))
        #expect(run.errors.contains("(/steps/1/inptu)") && run.errors.contains(#"fix: write "input""#))
    }

    @Test func `a missing file is named`() throws {
        let run = try test("nowhere.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("nowhere.json") && run.errors.contains("No such file"))
        #expect(run.output.hasSuffix("0 passed, 1 failed\n"))
    }

    @Test func `a manifest that is refused may be what is expected`() throws {
        let manifest = Fixtures.single(#"{"use": "std.pass"}"#).replacing(#""to": "only""#, with: #""to": "olny""#)
        try write(
            "refused", manifest: manifest,
            steps: #"{"do": "run", "input": {}, "expect": {"status": "failed", "error": {"code": "INVALID_GRAPH"}}}"#)
        #expect(try test("refused.json").output == "1 passed, 0 failed\n")
        try write("refused", manifest: manifest, steps: #"{"do": "run", "input": {}, "expect": {"output": {}}}"#)
        let run = try test("refused.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("(/manifest/edges/0/to)") && run.errors.contains(#"write "only""#))
    }

    @Test func `a manifest that is refused does not pass for want of expectations, but can be recorded`() throws {
        try write("refused", manifest: #"{"version": 1}"#, steps: #"{"do": "run"}, {"do": "history"}"#)
        let run = try test("refused.json")
        #expect(run.status == 4)
        #expect(run.output == "refused.json: failed: it could not be tested\n0 passed, 1 failed\n")
        let record = try test("refused.json", "--record")
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
        try write("plugin", manifest: manifest, steps: #"{"do": "run", "input": {}}"#)
        let run = try test("plugin.json")
        #expect(run.status == 5)
        #expect(run.errors.contains("libmissing.so"))
    }

    @Test func `a breakpoint at a node that is not there is a fault`() throws {
        try write("typo", steps: #"{"do": "run", "input": {"count": 1}, "interrupt_before": ["don"]}"#)
        let run = try test("typo.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("scenario.unknown-node") && run.errors.contains(#"write "done""#))
    }

    // MARK: Plugins

    @Test func `a plugin of one's own is tested by its manifest, or by the file that is given`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let manifest = Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": "libplugin.so"}"#)
        try write("own", manifest: manifest, steps: #"{"do": "run", "input": {}, "expect": {"status": "completed"}}"#)
        #expect(try test("own.json").output == "1 passed, 0 failed\n")
        try FileManager.default.moveItem(atPath: library, toPath: folder.path("other.so"))
        #expect(try test("own.json").status == 5)
        #expect(try test("own.json", "--plugin", "p=other.so").output == "1 passed, 0 failed\n")
        let typo = try test("own.json", "--plugin", "q=other.so", "--plugin", "p=other.so")
        #expect(typo.status == 2)
        #expect(typo.errors.contains(#"no scenario has the plugin "q""#))
    }

    @Test func `the probe needs no entry, and counts afresh in each scenario`() throws {
        let node =
            #"{"use": "probe.script", "config": {"steps": [{"fail": {"error": "E", "message": "m", "first": 1}}]}}"#
        for name in ["one", "two"] {
            try write(
                name, manifest: Fixtures.single(node),
                steps: """
                    {"do": "run", "input": {}, "expect": {"status": "failed"}},
                    {"do": "run", "input": {}, "expect": {"status": "completed"}}
                    """)
        }
        let run = try test("one.json", "two.json", "one.json", "--jobs", "2")
        #expect(run.output == "3 passed, 0 failed\n", "\(run.errors)")
    }

    // MARK: Recording

    @Test func `what happens can be recorded, and then it passes`() throws {
        try write(
            "new", steps: #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"count": 9}}}, {"do": "state"}"#)
        let before = folder.read("new.json")
        let record = try test("--record", "new.json")
        #expect(record.status == 0)
        #expect(record.errors.isEmpty)
        #expect(folder.read("new.json") == before, "it is only printed")
        let scenario = try JSON(record.output)
        #expect(scenario["name"] == "new" && scenario["manifest"] == "counter.json")
        let steps = try #require(scenario["steps"]?.items)
        #expect(steps[0]["input"] == ["count": 2])
        #expect(steps[0]["expect"]?["output"] == ["count": 3, "log": ["add", "done"], "note": "done"])
        #expect(steps[0]["expect"]?["status"] == "completed")
        #expect(
            steps[0]["expect"]?["stream"]?.items.map { $0["mode"]?.string } == [
                "values", "updates", "values", "updates", "values",
            ])
        #expect(steps[1]["expect"] == ["error": ["code": "MISSING_CHECKPOINTER"]])
        try folder.write(record.output, to: "new.json")
        #expect(try test("new.json").output == "1 passed, 0 failed\n")
    }

    @Test func `a recording can be put back into the file, forms and all`() throws {
        try write(
            "new",
            steps:
                #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"count": {"$match": "any"}, "note": {"$match": {"type": "null"}}}}}"#
        )
        let write = try test("--write", "new.json")
        #expect(write.status == 0)
        #expect(write.output.isEmpty)
        #expect(write.errors == "new.json: recorded\n")
        let output = try JSON(folder.read("new.json"))["steps"]?.items.first?["expect"]?["output"]
        #expect(output?["count"] == ["$match": "any"], "it still holds")
        #expect(output?["note"] == "done", "it did not")
        #expect(try test("new.json").output == "1 passed, 0 failed\n")
        #expect(try test("--write", "new.json").errors == "new.json: unchanged\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2, "nothing is left over")
    }

    @Test func `what cannot be recorded is left alone`() throws {
        try write("broken", steps: #"{"do": "run", "from_history": 0}"#, options: #" "checkpointer": true,"#)
        let before = folder.read("broken.json")
        let run = try test("--write", "broken.json")
        #expect(run.status == 1)
        #expect(run.errors.contains("scenario.impossible-step") && run.errors.contains("(/steps/0)"))
        #expect(folder.read("broken.json") == before)
    }

    // MARK: JUnit

    @Test func `a report for continuous integration says the same`() throws {
        try write("br<>ken", steps: #"{"do": "rum"}"#)
        try writeDiffering("a&b")
        try writePassing()
        try folder.write(String(repeating: "an older and longer report\n", count: 500), to: "report.xml")
        let run = try test("passes.json", "a&b.json", "br<>ken.json", "--junit", "report.xml")
        #expect(run.status == 4)
        #expect(run.output.hasSuffix("1 passed, 2 failed\n"))
        let report = folder.read("report.xml").replacing(#/time="\d+\.\d{3}"/#, with: "time=\"…\"")
        #expect(
            report.hasPrefix(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="3" failures="1" errors="1" time="…">
                  <testsuite name="pregel-host test" tests="3" failures="1" errors="1" time="…">
                    <testcase classname="passes.json" name="passes" file="passes.json" time="…"/>
                    <testcase classname="a&amp;b.json" name="a&amp;b" file="a&amp;b.json" time="…">
                      <failure type="difference" message="step 1 (run): /steps/0/expect/output">a&amp;b.json: failed: a&amp;b

                """), "\(report)")
        #expect(report.contains(#"<error type="scenario.bad-value" message="&quot;do&quot; must be"#))
        #expect(report.hasSuffix("    </testcase>\n  </testsuite>\n</testsuites>\n"))
    }

    @Test(arguments: [
        (["--junit", "/nowhere/report.xml", "passes.json"], "No such file"),
        (["--jobs", "0", "passes.json"], "at least 1"),
        (["--record", "--junit", "r.xml", "passes.json"], "means nothing beside --record"),
        (["--write", "--json", "passes.json"], "means nothing beside --write"), ([], "needs SCENARIO"),
    ])
    func `a command line that cannot be meant is refused before anything runs`(words: [String], problem: String) throws
    {
        try writePassing()
        let run = try HostProcess.run(["test"] + words, environment: environment, in: folder.url)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem), "\(run.errors)")
    }

    @Test(arguments: ["1", "2"])
    func `Ctrl-C ends what runs and begins nothing more`(jobs: String) throws {
        try writeDiffering("first")
        for name in ["waits", "too"] {
            try write(name, manifest: Fixtures.waiting, steps: #"{"do": "run", "input": {}, "expect": {}}"#)
        }
        let process = try HostProcess(
            ["test", "first.json", "waits.json", "too.json", "--jobs", jobs], environment: environment, in: folder.url,
            readsAlong: true)
        #expect(process.read().contains("first.json: failed"))
        process.interrupt()
        let run = try process.wait()
        #expect(run.status == 130)
        #expect(run.errors.contains("cancelled"))
        #expect(process.read().isEmpty)
    }

    @Test func `the schema of scenarios is JSON`() throws {
        let run = try HostProcess.run("schema", "scenario")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try JSON(run.output)["required"] == ["scenario", "manifest", "steps"])
    }
}
