import Foundation
import Testing

/// What users reported of streams, pauses and logs, from the outside.
@Suite(.timeLimit(.minutes(20)))
struct ReportedStreamTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ manifest: String, _ options: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["run", folder.write(manifest, to: "graph.json")] + options)
    }

    private func entries(_ run: HostProcess.Outcome) throws -> [JSON] {
        try run.output.split(separator: "\n").map { try JSON(String($0)) }
    }

    /// A packet for each item, to a nested graph.
    private static func packets(nodes inner: String = #"{"use": "std.pass"}"#, plugins: String = "{}") -> String {
        """
        {"version": 1, "name": "fan", "state": {"items": {}}, "plugins": \(plugins),
         "nodes": {"begin": {"use": "std.pass"},
           "part": {"graph": {"name": "part", "state": {}, "nodes": {"work": \(inner)},
                              "edges": [{"from": "START", "to": "work"}]}}},
         "edges": [{"from": "START", "to": "begin"},
           {"from": "begin", "route": {"use": "std.send_each",
             "config": {"over": {"var": "items"}, "node": "part", "arg": {"obj": {}}}}, "targets": ["part"]}]}
        """
    }

    @Test func `the entries of nested graphs tell which task they are of`() throws {
        let run = try run(Self.packets(), "--set", "items=[1, 2]", "--stream", "tasks,updates", "--subgraphs", "--json")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let entries = try entries(run)
        let inner = Set(entries.filter { $0["mode"] == "updates" }.compactMap { $0["ns"]?.items.first?.string })
        let tasks = Set(
            entries.filter { $0["mode"] == "tasks" && $0["ns"] == [] && $0["data"]?["name"] == "part" }
                .compactMap { $0["data"]?["id"]?.string })
        #expect(tasks.count == 2)
        #expect(inner == Set(tasks.map { "part:\($0)" }))
    }

    @Test func `a chunk of an error handler is told as the failed task's`() throws {
        let node = """
            {"use": "std.fail", "config": {"message": "m"}, "on_error": {"use": "std.emit", "config": {"value": "sorry"}}}
            """
        let run = try run(Fixtures.single(node), "--stream", "custom", "--subgraphs", "--json")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let chunk = try #require(try entries(run).first { $0["data"] == "sorry" })
        #expect(chunk["ns"]?.items.first?.string?.hasPrefix("only:") == true)
    }

    @Test func `a pause at a breakpoint names the node`() throws {
        let before = try run(Fixtures.counter, "--set", "count=2", "--interrupt-before", "done")
        #expect(before.status == 3)
        #expect(before.errors.contains("paused before node done"))
        let after = try run(Fixtures.counter, "--set", "count=2", "--interrupt-after", "add")
        #expect(after.status == 3)
        #expect(after.errors.contains("paused after node add"))
        #expect(try JSON(after.output)["count"] == 3)
    }

    @Test func `a loop that uses up its steps is told with its nodes and the option`() throws {
        let run = try run(
            """
            {"version": 1, "name": "ring", "state": {"x": {}},
             "nodes": {"ping": {"use": "std.pass"}, "pong": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "ping"}, {"from": "ping", "to": "pong"}, {"from": "pong", "to": "ping"}]}
            """)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        let error = run.errors.components(separatedBy: "GRAPH_RECURSION_LIMIT").dropFirst().joined()
        for word in ["ping", "pong", "--recursion-limit"] { #expect(error.contains(word), "\(run.errors)") }
    }

    @Test func `each attempt that fails and is followed by another is told`() throws {
        let node = """
            {"use": "probe.script", "config": {"steps": [
               {"fail": {"error": "LuckError", "message": "not yet", "attempts": 2}}, {"write": {"x": 1}}]},
             "retry": {"max_attempts": 3, "initial_interval": 0, "jitter": false}}
            """
        let manifest = Fixtures.single(node, extra: #", "plugins": {"probe": {"plugin": "org.pregel-host.probe"}}"#)
        let run = try run(manifest)
        #expect(run.status == 0)
        #expect(try JSON(run.output) == ["x": 1])
        let lines = run.errors.split(separator: "\n").filter { $0.contains("LuckError") && $0.contains("not yet") }
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("only") }, "\(run.errors)")
    }

    @Test func `a large value is cut in the stream and whole in the result`() throws {
        let text = String(repeating: "a long story ", count: 10_000)
        let input = try folder.write(#"{"x": "\#(text)"}"#, to: "input.json")
        for modes in ["tasks", "values", "updates,debug"] {
            let run = try run(
                Fixtures.single(#"{"use": "std.set", "config": {"values": {"x": {"var": "x"}}}}"#), "--input",
                "@\(input)",
                "--stream", modes, "--json", "--max-payload", "100")
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.output.split(separator: "\n")
            #expect(lines.count > 1)
            // Valid JSON, every one of them.
            let entries = try entries(run)
            #expect(entries.last?["output"] == ["x": .string(text)])
            #expect(lines.dropLast().allSatisfy { $0.utf8.count < 2_000 })
        }
    }

    /// The first task ends; of the next two the earlier one waits for the later one.
    private static let meeting = CPlugin(
        head: "#include <stdatomic.h>\n#include <unistd.h>\nstatic atomic_int come;",
        work: """
            int mine = atomic_fetch_add(&come, 1);
            if (mine == 0) { usleep(20000); return PREGEL_OK; }
            for (int i = 0; mine == 1 && atomic_load(&come) < 3; i++) {
              if (i == 10000) return PREGEL_NO_MEMORY;
              usleep(1000);
            }
            """)

    @Test func `nested graphs that were sent packets compute at once`() throws {
        let library = try Self.meeting.build(in: folder)
        let manifest = Self.packets(nodes: #"{"use": "p.work"}"#, plugins: #"{"p": "\#(library)"}"#)
        let run = try run(manifest, "--set", "items=[1, 2, 3, 4]")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["items": [1, 2, 3, 4]])
    }

    // MARK: Scenarios

    private static let scenario = """
        {  "scenario": 1, "name": "as it is",   "x-note": [1.50, 1e2, 123456789012345678],
           "manifest": {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {"a": {"use": "std.pass"}},
                        "edges": [{"from": "START", "to": "a"}]},
           "steps": [
             {"do": "run",   "input": {"x": 1.0},  "expect": {"output": {"x": 2}}}
           ]  }

        """

    @Test func `recording keeps to the streams that a step asks for`() throws {
        try folder.write(Self.scenario, to: "test.json")
        let run = try HostProcess.run("test", "--record", folder.path("test.json"))
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try JSON(run.output)["steps"]?.items.first?["expect"]?["stream"] == nil)
        #expect(try JSON(run.output)["steps"]?.items.first?["expect"]?["output"] == ["x": 1])
    }

    @Test func `writing what happens changes nothing else in the file`() throws {
        try folder.write(Self.scenario, to: "test.json")
        #expect(try HostProcess.run("test", "--write", folder.path("test.json")).status == 0)
        let parts = { (text: String) in text.components(separatedBy: #""expect": "#) }
        let (before, after) = (parts(Self.scenario), parts(folder.read("test.json")))
        #expect(after.count == 2 && after[0] == before[0], "\(after)")
        #expect(after.last?.hasSuffix("\n   ]  }\n") == true, "\(after)")
        #expect(try HostProcess.run("test", folder.path("test.json")).output == "1 passed, 0 failed\n")
    }
}
