import Foundation
import Testing

/// `pregel-host test` beside comparing: recording, reports, what stops it.
@Suite(.timeLimit(.minutes(20)))
struct ScenarioRecordingTests {
    private let here: ScenarioFolder

    init() throws { here = try ScenarioFolder() }

    // MARK: Recording

    @Test func `what happens can be recorded, and then it passes`() throws {
        try here.write(
            "new", steps: #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"count": 9}}}, {"do": "state"}"#)
        let before = here.folder.read("new.json")
        let record = try here.test("--record", "new.json")
        #expect(record.status == 0)
        #expect(record.errors.isEmpty)
        #expect(here.folder.read("new.json") == before, "it is only printed")
        let scenario = try JSON(record.output)
        #expect(scenario["name"] == "new" && scenario["manifest"] == "counter.json")
        let steps = try #require(scenario["steps"]?.items)
        #expect(steps[0]["input"] == ["count": 2])
        #expect(steps[0]["expect"]?["output"] == ["count": 3, "log": ["add", "done"], "note": "done"])
        #expect(steps[0]["expect"]?["status"] == "completed")
        #expect(steps[0]["expect"]?["stream"] == nil, "nobody asked for it")
        #expect(steps[1]["expect"] == ["error": ["code": "MISSING_CHECKPOINTER"]])
        try here.folder.write(record.output, to: "new.json")
        #expect(try here.test("new.json").output == "1 passed, 0 failed\n")
    }

    @Test func `a recording can be put back into the file, forms and all`() throws {
        try here.write(
            "new",
            steps:
                #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"count": {"$match": "any"}, "note": {"$match": {"type": "null"}}}}}"#
        )
        let write = try here.test("--write", "new.json")
        #expect(write.status == 0)
        #expect(write.output.isEmpty)
        #expect(write.errors == "new.json: recorded\n")
        let output = try JSON(here.folder.read("new.json"))["steps"]?.items.first?["expect"]?["output"]
        #expect(output?["count"] == ["$match": "any"], "it still holds")
        #expect(output?["note"] == "done", "it did not")
        #expect(try here.test("new.json").output == "1 passed, 0 failed\n")
        #expect(try here.test("--write", "new.json").errors == "new.json: unchanged\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: here.folder.url.path).count == 2, "nothing is left over"
        )
    }

    @Test func `a stream is recorded where a step asks for it, has it already, or expects nothing yet`() throws {
        let steps = [
            #"{"do": "run", "input": {"count": 2}, "expect": {"status": "failed"}}"#,
            #"{"do": "run", "input": {"count": 2}, "stream": ["updates"], "expect": {}}"#,
            #"{"do": "run", "input": {"count": 2}, "expect": {"stream": []}}"#,
            #"{"do": "run", "input": {"count": 2}}"#,
        ]
        try here.write("new", steps: steps.joined(separator: ", "))
        let record = try here.test("--record", "new.json")
        #expect(record.status == 0 && record.errors.isEmpty)
        let recorded = try #require(try JSON(record.output)["steps"]?.items)
        #expect(recorded.map { $0["expect"]?["stream"]?.items.count } == [nil, 2, 5, 5])
        #expect(recorded.allSatisfy { $0["expect"]?["status"] == "completed" })
    }

    @Test func `nothing but what is expected changes in the file, byte for byte`() throws {
        let text = #"""
            {
            	"scenario" : 1,
                "name": "as\u0020it is", "description": "12345678901234567890 and 1.50",
              "manifest":   "counter.json",
              "steps": [
                { "input" : {"count" : 2.0e0 , "note": 1.50},
                  "do": "run"
                },
                {"do": "run",   "input": {"count": 2}, "expect": {"output":   {"count": 3, "log": ["add", "done"], "note": "done"},
                    "status": "completed"   } , "stream": [ ] },
                {"do":"run","expect":{"status":"completed"},"input":{"count":2}}
              ]   }


            """#
        try here.folder.write(text, to: "odd.json")
        #expect(try here.test("--write", "odd.json").errors == "odd.json: recorded\n")
        let written = here.folder.read("odd.json")
        let start = try #require(text.range(of: "\"do\": \"run\"\n")).lowerBound
        let unchanged = [
            String(text[..<start]) + "\"do\": \"run\",\n      \"expect\": {",
            #"{"do": "run",   "input": {"count": 2}, "expect": {"#, #" , "stream": [ ] },"#,
            #"{"do":"run","expect":{"status": "completed", "output": {"#, #","input":{"count":2}}"#, "\n  ]   }\n\n",
        ]
        for part in unchanged { #expect(written.contains(part), "\(part) in \(written)") }
        #expect(try here.test("odd.json").output == "1 passed, 0 failed\n")
        #expect(try here.test("--write", "odd.json").errors == "odd.json: unchanged\n")
    }

    @Test func `lines end as they do in the file`() throws {
        try here.write("new", steps: #"{"do": "run",\#n "input": {"count": 2}}"#)
        let text = here.folder.read("new.json").replacing("\n", with: "\r\n")
        try here.folder.write(text, to: "new.json")
        #expect(try here.test("--write", "new.json").status == 0)
        let lines = here.folder.read("new.json").utf8.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 5 && lines.dropLast().allSatisfy { $0.last == UInt8(ascii: "\r") })
    }

    @Test func `what cannot be recorded is left alone`() throws {
        try here.write("broken", steps: #"{"do": "run", "from_history": 0}"#, options: #" "checkpointer": true,"#)
        let before = here.folder.read("broken.json")
        let run = try here.test("--write", "broken.json")
        #expect(run.status == 1)
        #expect(run.errors.contains("scenario.impossible-step") && run.errors.contains("(/steps/0)"))
        #expect(here.folder.read("broken.json") == before)
    }

    // MARK: JUnit

    @Test func `a report for continuous integration says the same`() throws {
        try here.write("br<>ken", steps: #"{"do": "rum"}"#)
        try here.writeDiffering("a&b")
        try here.writePassing()
        try here.folder.write(String(repeating: "an older and longer report\n", count: 500), to: "report.xml")
        let run = try here.test("passes.json", "a&b.json", "br<>ken.json", "--junit", "report.xml")
        #expect(run.status == 4)
        #expect(run.output.hasSuffix("1 passed, 2 failed\n"))
        let report = here.folder.read("report.xml").replacing(#/time="\d+\.\d{3}"/#, with: "time=\"…\"")
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
        try here.writePassing()
        let run = try here.test(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem), "\(run.errors)")
    }

    @Test(arguments: ["1", "2"])
    func `Ctrl-C ends what runs and begins nothing more`(jobs: String) throws {
        try here.writeDiffering("first")
        for name in ["waits", "too"] {
            try here.write(name, manifest: Fixtures.waiting, steps: #"{"do": "run", "input": {}, "expect": {}}"#)
        }
        let process = try here.start("first.json", "waits.json", "too.json", "--jobs", jobs)
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
