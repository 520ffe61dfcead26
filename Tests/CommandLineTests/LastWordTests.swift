import Foundation
import Testing

/// What can be known before a run is told by `validate`, and by `run` in the same words.
@Suite(.timeLimit(.minutes(20)))
struct LastWordTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Both commands on one manifest: they refuse it with one status and one code.
    private func refused(_ manifest: String, _ code: String, status: Int32 = 4, _ options: [String] = []) throws {
        let path = try folder.write(manifest, to: "graph.json")
        for command in [["validate", path], ["run", path, "--input", "{}"]] {
            let run = try HostProcess.run(command + options)
            #expect(run.status == status, "\(command[0]): \(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("error[\(code)]"), "\(command[0]): \(run.errors)")
        }
    }

    @Test func `keys, configurations and plugins are told in one round`() throws {
        let path = try folder.write(
            """
            {"version": 1, "name": "g", "plugins": {"gone": "libgone.so"}, "state": {"x": {}},
             "nodes": {"a": {"use": "std.set", "config": {"vals": {"x": 1}}}, "b": {"use": "gone.b", "defr": true}},
             "edges": [{"from": "START", "to": "a"}]}
            """, to: "graph.json")
        let run = try HostProcess.run("validate", path)
        #expect(run.status == 4)
        for code in ["manifest.unknown-key", "component.bad-config", "plugin.not-found"] {
            #expect(run.errors.contains("error[\(code)]"))
        }
    }

    @Test func `an expression that reads what the graph lacks is warned of by both commands`() throws {
        let path = try folder.write(
            Fixtures.single(
                #"{"use": "std.set", "config": {"values": {"out": {"var": "totl"}}}}"#,
                state: #"{"total": {}, "out": {}}"#),
            to: "graph.json")
        let validated = try HostProcess.run("validate", path)
        #expect(validated.status == 0 && validated.output == "\(path): ok\n")
        #expect(validated.errors.contains("warning[manifest.unknown-variable]"))
        #expect(validated.errors.contains(#"fix: write "total""#))
        let run = try HostProcess.run("run", path, "--input", #"{"total": 3}"#)
        #expect(run.status == 0)
        #expect(run.errors.contains("warning[manifest.unknown-variable]"))
    }

    @Test func `a graph that goes round for ever is hinted at by validate alone`() throws {
        let path = try folder.write(Fixtures.endless, to: "graph.json")
        let validated = try HostProcess.run("validate", path)
        #expect(validated.status == 0 && validated.output == "\(path): ok\n")
        #expect(validated.errors.contains("warning[manifest.endless-cycle]"))
        let run = try HostProcess.run("run", path, "--input", "{}")
        #expect(run.status == 1)
        #expect(!run.errors.contains("manifest.endless-cycle"))
    }

    @Test func `a literal result that is no target is refused`() throws {
        try refused(
            """
            {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {"a": {"use": "std.pass"}, "b": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "route": {"expr": {"if": [{"var": "x"}, "bb", "END"]}}}]}
            """, "manifest.unknown-target")
    }

    @Test func `an initial value that does not fit the channel is refused`() throws {
        try refused(
            Fixtures.single(
                #"{"use": "std.pass"}"#,
                state: #"{"n": {"channel": "reduce", "reducer": "sum", "initial": -1, "schema": {"minimum": 0}}}"#),
            "manifest.bad-value")
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "[12345678901234567890123]"])
    func `a whole number that would be rounded is refused wherever it is read`(number: String) throws {
        try refused(
            Fixtures.single(#"{"use": "std.set", "config": {"values": {"x": \#(number)}}}"#), "json.number")
        let path = try folder.write(Fixtures.single(#"{"use": "std.pass"}"#), to: "graph.json")
        for option in [["--input", #"{"x": \#(number)}"#], ["--set", "x=\(number)"]] {
            let run = try HostProcess.run(["run", path] + option)
            #expect(run.status != 0 && run.output.isEmpty)
            #expect(run.errors.contains("error[json.number]"))
        }
    }

    @Test func `the largest whole numbers are kept`() throws {
        let path = try folder.write(Fixtures.single(#"{"use": "std.pass"}"#), to: "graph.json")
        for number in ["9223372036854775807", "-9223372036854775808"] {
            let run = try HostProcess.run("run", path, "--set", "x=\(number)", "--json")
            #expect(run.status == 0 && run.output.contains(number))
        }
    }

    @Test func `input for a channel that is no input is warned of`() throws {
        let path = try folder.write(
            Fixtures.single(#"{"use": "std.pass"}"#, state: #"{"x": {}, "y": {}}"#, extra: #", "input": ["x"]"#),
            to: "graph.json")
        let run = try HostProcess.run("run", path, "--input", #"{"x": 1, "y": 2}"#)
        #expect(run.status == 0)
        #expect(run.errors.contains("warning[input.not-an-input]"))
    }

    @Test(arguments: [
        (#"\"major\": 1"#, #"\"major\": 2"#, "plugin.abi"),
        ("pregel_plugin_entry_v1", "other_entry", "plugin.no-entry"),
    ])
    func `a plugin that cannot be loaded is refused before it is loaded`(
        old: String, new: String, code: String
    ) throws {
        let example = HostProcess.root.appendingPathComponent("examples/07-node-in-c/checksum.c")
        let source = try String(contentsOf: example, encoding: .utf8)
        try #require(source.contains(old))
        let changed = try folder.write(source.replacingOccurrences(of: old, with: new), to: "changed.c")
        _ = try CCompiler.plugin(changed, in: folder)
        try refused(
            """
            {"version": 1, "name": "g", "plugins": {"c": "libplugin.so"}, "state": {"text": {}, "crc": {}},
             "nodes": {"s": {"use": "c.crc32", "config": {"to": "crc"}}}, "edges": [{"from": "START", "to": "s"}]}
            """, code, status: 5)
    }

    @Test func `a default of a plugin's configuration that the graph lacks is refused where it is written`() throws {
        let example = HostProcess.root.appendingPathComponent("examples/07-node-in-c/checksum.c").path
        _ = try CCompiler.plugin(example, in: folder)
        try refused(
            """
            {"version": 1, "name": "g", "plugins": {"c": "libplugin.so"}, "state": {"text": {}, "crc": {}},
             "nodes": {"s": {"use": "c.crc32"}}, "edges": [{"from": "START", "to": "s"}]}
            """, "manifest.unknown-channel")
    }
}
