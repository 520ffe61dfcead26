import Foundation
import Testing

/// `pregel-host run`.
@Suite(.timeLimit(.minutes(20)))
struct RunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ manifest: String, _ options: String..., input: String = "") throws -> HostProcess.Outcome {
        try HostProcess.run(["run", folder.write(manifest, to: "graph.json")] + options, input: input)
    }

    @Test func `the output is JSON on standard output and nothing else is`() throws {
        let run = try run(Fixtures.counter, "--input", #"{"count": 0}"#)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try JSON(run.output) == ["count": 3, "log": ["add", "add", "add", "done"], "note": "done"])
        #expect(run.output.hasPrefix("{\"count\": 3, "))
        #expect(run.output.hasSuffix("}\n"))
    }

    @Test func `the input comes from an option, a file or standard input`() throws {
        let file = try folder.write(#"{"count": 1}"#, to: "input.json")
        let expected = try run(Fixtures.counter, "--input", #"{"count": 1}"#).output
        #expect(try run(Fixtures.counter, "--input", "@\(file)").output == expected)
        #expect(try run(Fixtures.counter, "-i-", input: #"{"count": 1}"#).output == expected)
        #expect(try run(Fixtures.counter, "--set", "count=1").output == expected)
    }

    @Test func `an input of megabytes is read whole`() throws {
        let text = String(repeating: "0123456789abcdef", count: 200_000)
        let file = try folder.write(#"{"count": 41, "note": ""# + text + #""}"#, to: "large.json")
        let graph = #"""
            {"version": 1, "name": "large", "state": {"count": {}, "note": {}},
             "nodes": {"a": {"use": "std.set", "config": {"values": {"count": {"+": [{"var": "count"}, 1]}}}}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "to": "END"}]}
            """#
        let run = try run(graph, "--input", "@\(file)")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try JSON(run.output) == ["count": 42, "note": .string(text)])
    }

    @Test func `a graph of many nodes runs to its end`() throws {
        let names = (0..<1200).map { "n\($0)" }
        let nodes = names.map { #""\#($0)": {"use": "std.set", "config": {"values": {"last": "\#($0)"}}}"# }
        let edges = zip(["START"] + names, names + ["END"]).map { #"{"from": "\#($0)", "to": "\#($1)"}"# }
        let graph = #"""
            {"version": 1, "name": "long", "state": {"last": {}}, "limits": {"recursion_limit": 2000},
             "nodes": {\#(nodes.joined(separator: ",\n"))}, "edges": [\#(edges.joined(separator: ",\n"))]}
            """#
        let run = try run(graph, "--input", "{}")
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        #expect(try JSON(run.output) == ["last": "n1199"])
    }

    @Test func `a channel that is set wins over the input`() throws {
        let run = try run(
            Fixtures.counter, "--input", #"{"count": 0}"#, "--set", "count=2", "--set", #"log=["before"]"#)
        #expect(try JSON(run.output) == ["count": 3, "log": ["before", "add", "done"], "note": "done"])
    }

    @Test func `outputs can be selected`() throws {
        let run = try run(Fixtures.counter, "--set", "count=0", "--select", "note,count")
        #expect(try JSON(run.output) == ["note": "done", "count": 3])
    }

    @Test func `streaming as JSON gives an object a line, the result last`() throws {
        let run = try run(Fixtures.counter, "--set", "count=2", "--stream", "updates,values", "--json")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        var lines = try run.output.split(separator: "\n").map { line in try JSON(String(line)) }
        let result = lines.removeLast()
        #expect(
            lines == [
                ["ns": [], "mode": "values", "data": ["count": 2, "log": []]],
                ["ns": [], "mode": "updates", "data": ["add": ["count": 3, "log": ["add"]]]],
                ["ns": [], "mode": "values", "data": ["count": 3, "log": ["add"]]],
                ["ns": [], "mode": "updates", "data": ["done": ["note": "done", "log": ["done"]]]],
                ["ns": [], "mode": "values", "data": ["count": 3, "log": ["add", "done"], "note": "done"]],
            ])
        #expect(result["status"] == "completed")
        #expect(result["output"] == ["count": 3, "log": ["add", "done"], "note": "done"])
        #expect(result["interrupts"] == [])
        #expect(result["error"] == .null)
        #expect(result["thread"] == .null)
        #expect(result["run_id"]?.string?.count == 36)
    }

    @Test func `a failed run says code, kind, message and node`() throws {
        let run = try run(Fixtures.failing)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error[NODE_ERROR]: LuckError: no \"luck\""))
        #expect(run.errors.contains("node: only"))
    }

    @Test func `a failed run gives its error as JSON too`() throws {
        let run = try run(Fixtures.failing, "--json")
        #expect(run.status == 1)
        let result = try JSON(run.output)
        #expect(result["status"] == "failed")
        #expect(result["output"] == .null)
        #expect(result["error"]?["code"] == "NODE_ERROR")
        #expect(result["error"]?["kind"] == "LuckError")
        #expect(result["error"]?["message"] == "no \"luck\"")
        #expect(result["error"]?["node"] == "only")
        #expect(run.errors.contains("NODE_ERROR"))
    }

    @Test func `a loop without end stops at the recursion limit`() throws {
        let run = try run(Fixtures.endless, "--recursion-limit", "7")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error[GRAPH_RECURSION_LIMIT]: the recursion limit of 7"))
        #expect(run.errors.contains(#""again" went round"#) && run.errors.contains("--recursion-limit N"))
    }

    @Test func `a run that asks is paused and says what is asked`() throws {
        let run = try run(Fixtures.asking)
        #expect(run.status == 3)
        #expect(run.errors.contains("node only asks \"how many?\""))
        let asJSON = try self.run(Fixtures.asking, "--json")
        #expect(asJSON.status == 3)
        let result = try JSON(asJSON.output)
        #expect(result["status"] == "interrupted")
        #expect(result["interrupts"] == [["value": "how many?", "node": "only"]])
    }

    @Test(arguments: [
        ("--interrupt-before", ["add"]), ("--interrupt-after", ["add", "add", "add", "done"]),
    ])
    func `breakpoints pause a run`(option: String, log: [String]) throws {
        let run = try run(Fixtures.counter, "--set", "count=0", option, "done")
        #expect(run.status == 3)
        #expect(run.errors.contains("paused \(option == "--interrupt-before" ? "before" : "after") node done\n"))
        let expected: [String] = option == "--interrupt-before" ? ["add", "add", "add"] : log
        #expect(try JSON(run.output)["log"] == JSON(expected))
    }

    @Test(arguments: [
        (["--set", "cout=1"], "write count"), (["--select", "not"], "write note"),
        (["--interrupt-before", "dome"], "write done"), (["--interrupt-after", "ad"], "write add"),
    ])
    func `a mistyped name is answered with the close one`(options: [String], fix: String) throws {
        let path = try folder.write(Fixtures.counter, to: "graph.json")
        let run = try HostProcess.run(["run", path, "--input", #"{"count": 0}"#] + options)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("= fix: \(fix)"))
    }

    @Test(arguments: [
        (#"{"count": }"#, "1:11"), (#"[1]"#, "must be an object"), ("", "--input"), (#"{"count": 0} x"#, "1:14"),
        ("@/nowhere/input.json", "No such file"),
    ])
    func `an input that is none is refused with its place`(input: String, problem: String) throws {
        let run = try run(Fixtures.counter, "--input", input)
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
    }

    @Test func `malformed JSON is shown with a caret`() throws {
        let run = try run(Fixtures.counter, "--input=-", input: "{\n  \"count\": 1,,\n}")
        #expect(run.status == 4)
        #expect(run.errors.contains("stdin:2:14"))
        #expect(run.errors.contains("  \"count\": 1,,\n"))
        #expect(run.errors.contains("             ^\n") || run.errors.hasSuffix("             ^"))
    }

    @Test func `an input that does not fit its channel's schema is refused before anything runs`() throws {
        let run = try HostProcess.run("run", "examples/01-hello/manifest.json", "--set", "name=1")
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("expected a string, found 1"))
        #expect(run.errors.contains("(/name)"))
    }

    @Test func `an input may overwrite a channel with a schema, which holds for what it wraps`() throws {
        let graph = #"""
            {"version": 1, "name": "o",
             "state": {"log": {"channel": "reduce", "reducer": "append", "schema": {"items": {"type": "string"}}}},
             "nodes": {"a": {"use": "std.set", "config": {"values": {"log": {"lit": {"__overwrite__": ["a"]}}}}}},
             "edges": [{"from": "START", "to": "a"}]}
            """#
        let fits = try run(graph, "--input", #"{"log": {"__overwrite__": ["in"]}}"#)
        #expect(fits.status == 0 && fits.errors.isEmpty)
        #expect(try JSON(fits.output) == ["log": ["a"]])
        let misfits = try run(graph, "--input", #"{"log": {"__overwrite__": ["in", 1]}}"#)
        #expect(misfits.status == 4 && misfits.output.isEmpty)
        #expect(misfits.errors.contains("(/log/__overwrite__/1)"))
    }

    @Test(arguments: [("0.5", "one"), ("5e-1", "one"), ("null", "none"), ("1", "two"), ("1.0", "two"), ("1e0", "two")])
    func `a route's number goes by its value, and null by its name`(half: String, went: String) throws {
        let nodes = ["one", "two", "none"].map {
            #""\#($0)": {"use": "std.set", "config": {"values": {"went": "\#($0)"}}}"#
        }
        let graph = #"""
            {"version": 1, "name": "route", "state": {"half": {}, "went": {}}, "output": ["went"],
             "nodes": {"a": {"use": "std.pass"}, \#(nodes.joined(separator: ", "))},
             "edges": [
               {"from": "START", "to": "a"},
               {"from": "a", "route": {"expr": {"if": [{"==": [{"var": "half"}, null]}, null,
                                                       {"+": [{"var": "half"}, {"var": "half"}]}]}},
                "targets": {"1": "one", "2.0": "two", "null": "none"}}
             ]}
            """#
        let run = try run(graph, "--input", #"{"half": \#(half)}"#)
        #expect(run.errors.isEmpty)
        #expect(try JSON(run.output) == ["went": .string(went)])
    }

    @Test func `a missing manifest is named`() throws {
        let run = try HostProcess.run("run", "/nowhere/graph.json")
        #expect(run.status == 4)
        #expect(run.errors.contains("/nowhere/graph.json"))
        #expect(run.errors.contains("No such file"))
    }

    @Test func `Ctrl-C ends a run that waits`() throws {
        let path = try folder.write(Fixtures.waiting, to: "graph.json")
        let process = try HostProcess(
            ["run", path, "--stream", "updates", "--json"], readsAlong: true)
        #expect(process.read().contains("begun"))
        process.interrupt()
        let run = try process.wait()
        #expect(run.status == 130)
        #expect(run.errors.contains("cancelled"))
        #expect(process.read().contains(#""code":"CANCELLED""#))
    }

    @Test func `a reader that goes away ends the host without a word`() throws {
        let path = try folder.write(Fixtures.endless, to: "graph.json")
        let process = try HostProcess(
            ["run", path, "--stream", "updates", "--recursion-limit", "100000000"], readsAlong: true)
        try process.stopReading()
        let run = try process.wait()
        #expect(run.signal == SIGPIPE)
        #expect(run.errors.isEmpty)
    }
}
