import Foundation
import Testing

/// What users reported of faults that were only found while a graph ran, or not at all, from the outside.
@Suite(.timeLimit(.minutes(20)))
struct ReportedValidationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func validate(_ manifest: String, _ options: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["validate", folder.write(manifest, to: "graph.json")] + options)
    }

    private func run(_ manifest: String, _ options: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["run", folder.write(manifest, to: "graph.json")] + options)
    }

    /// What `validate` refuses, `run` refuses for the same reason, before anything of it runs.
    private func expectRefusal(_ manifest: String, _ texts: String..., status: Int32 = 4) throws {
        let (checked, run) = (try validate(manifest), try run(manifest))
        for outcome in [checked, run] {
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            for text in texts { #expect(outcome.errors.contains(text), "\(outcome.errors)") }
        }
    }

    /// What is likely not meant is told by both, and keeps nothing from running.
    private func expectWarning(_ manifest: String, _ texts: String..., input: String = "{}") throws {
        let checked = try validate(manifest)
        #expect(checked.status == 0)
        #expect(checked.output.hasSuffix("graph.json: ok\n"))
        let run = try run(manifest, "--input", input)
        #expect(run.status == 0)
        for text in ["warning["] + texts {
            #expect(checked.errors.contains(text), "\(checked.errors)")
            #expect(run.errors.contains(text), "\(run.errors)")
        }
    }

    private static func setting(_ expression: String, state: String = #""level": {}, "items": {}, "x": {}"#) -> String {
        Fixtures.single(#"{"use": "std.set", "config": {"values": {"x": \#(expression)}}}"#, state: "{\(state)}")
    }

    // MARK: Names in expressions

    @Test(arguments: [
        #"{"cat": [{"var": "levle"}, "!"]}"#, #"{"if": [{">": [{"var": "levle.deep.0"}, 1]}, "a", "b"]}"#,
        #"{"var": ["levle", 3]}"#, #"{"missing": ["levle"]}"#, #"{"filter": [{"var": "levle"}, {"var": "part"}]}"#,
    ])
    func `an expression that reads what is no channel is a warning with the close name`(expression: String) throws {
        try expectWarning(Self.setting(expression), #""levle""#, #"write "level""#)
    }

    @Test(arguments: [
        #"{"map": [{"var": "items"}, {"var": "price"}]}"#, #"{"reduce": [{"var": "items"}, {"var": "current"}, 0]}"#,
        #"{"var": "level.anything.at.all"}"#, #"{"var": ""}"#, #"{"lit": {"var": "levle"}}"#,
        #"{"var": {"cat": ["lev", "el"]}}"#,
    ])
    func `what may be there is no warning`(expression: String) throws {
        let checked = try validate(Self.setting(expression))
        #expect(checked.status == 0)
        #expect(checked.errors.isEmpty)
    }

    @Test func `a node that does not see a channel is told so`() throws {
        let node = #"{"use": "std.set", "input": ["items"], "config": {"values": {"x": {"var": "level"}}}}"#
        try expectWarning(Fixtures.single(node, state: #"{"level": {}, "items": {}, "x": {}}"#), #""level""#)
    }

    @Test func `a route that reads what is no channel is a warning`() throws {
        try expectWarning(
            """
            {"version": 1, "name": "g", "state": {"level": {}},
             "nodes": {"a": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"},
               {"from": "a", "route": {"expr": {"if": [{"var": "leved"}, "END", "END"]}}}]}
            """, #"write "level""#)
    }

    // MARK: All at once

    @Test func `an unknown key and a configuration that does not fit are told in one go`() throws {
        try expectRefusal(
            """
            {"version": 1, "name": "g", "state": {"x": {}},
             "nodes": {"a": {"use": "std.wait", "config": {"milliseconds": 1}}, "b": {"use": "std.pass", "retrie": {}}},
             "edges": [{"from": "START", "to": ["a", "b"]}]}
            """, "/nodes/a/config", "retrie", #""retry""#)
    }

    // MARK: The graph's shape

    @Test func `a node that nothing leads to is a warning`() throws {
        let checked = try validate(
            """
            {"version": 1, "name": "g", "state": {}, "nodes": {"here": {"use": "std.pass"}, "island": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "here"}]}
            """)
        #expect(checked.status == 0)
        #expect(checked.output.hasSuffix("graph.json: ok\n"))
        #expect(checked.errors.contains("warning["), "\(checked.errors)")
        #expect(checked.errors.contains(#""island""#))
    }

    @Test func `a node that another one may go to is not said to be cut off`() throws {
        let checked = try validate(
            """
            {"version": 1, "name": "g", "state": {},
             "nodes": {"here": {"use": "std.goto", "config": {"expr": {"cat": ["th", "ere"]}}, "destinations": ["there"]},
                       "there": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "here"}]}
            """)
        #expect(checked.status == 0)
        #expect(checked.errors.isEmpty)
    }

    @Test func `a loop without a way out is a warning`() throws {
        let manifest = """
            {"version": 1, "name": "g", "state": {}, "nodes": {"ping": {"use": "std.pass"}, "pong": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "ping"}, {"from": "ping", "to": "pong"}, {"from": "pong", "to": "ping"}]}
            """
        let checked = try validate(manifest)
        #expect(checked.status == 0)
        #expect(checked.output.hasSuffix("ok\n"))
        for text in ["warning[", "ping", "pong"] { #expect(checked.errors.contains(text), "\(checked.errors)") }
        #expect(try validate(Fixtures.counter).errors.isEmpty)
    }

    // MARK: Targets and values

    @Test func `a route that gives a text which is no target is refused`() throws {
        try expectRefusal(
            """
            {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {"a": {"use": "std.pass"}, "finish": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"},
               {"from": "a", "route": {"expr": {"if": [{"var": "x"}, "finsih", "END"]}}, "targets": ["finish", "END"]}]}
            """, #""finsih""#, "finish")
    }

    @Test func `a value that a channel begins with must fit its schema`() throws {
        try expectRefusal(
            Fixtures.single(
                #"{"use": "std.pass"}"#,
                state:
                    #"{"x": {"channel": "reduce", "reducer": "sum", "initial": "none", "schema": {"type": "number"}}}"#),
            "/state/x/initial")
    }

    @Test func `an input for a channel that is no input is a warning`() throws {
        let manifest = Fixtures.single(
            #"{"use": "std.pass"}"#, state: #"{"question": {}, "notes": {}}"#, extra: #", "input": ["question"]"#)
        let run = try run(manifest, "--input", #"{"question": 1, "notes": 2}"#)
        #expect(run.status == 0)
        #expect(try JSON(run.output) == ["question": 1])
        #expect(run.errors.contains("warning[input.not-an-input]"), "\(run.errors)")
        #expect(run.errors.contains(#""notes""#))
    }

    // MARK: Plugins

    private static func using(_ library: String, _ keys: String = "") -> String {
        Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": {"path": "\#(library)"\#(keys)}}"#)
    }

    @Test func `a plugin for another ABI is refused before it is loaded`() throws {
        let library = try CPlugin(major: 2).build(in: folder)
        try expectRefusal(Self.using(library), "plugin.abi", status: 5)
    }

    @Test func `a plugin of another version than the manifest wants is refused before it is loaded`() throws {
        let library = try CPlugin(version: "1.4.2").build(in: folder)
        try expectRefusal(Self.using(library, #", "require": ">=2""#), "1.4.2", ">=2", status: 5)
    }

    @Test func `a plugin whose bytes are not those of the hash is refused before it is loaded`() throws {
        let library = try CPlugin().build(in: folder)
        let hash = String(repeating: "0", count: 64)
        try expectRefusal(Self.using(library, #", "sha256": "\#(hash)""#), "sha256", status: 5)
    }

    @Test(arguments: ["", #", "grants": {"filesystem": ["/srv/only"]}"#])
    func `a plugin that is granted less than it needs is refused`(grants: String) throws {
        let library = try CPlugin(identity: #", "grants": {"filesystem": ["/"]}"#).build(in: folder)
        try expectRefusal(Self.using(library, grants), "filesystem", status: 5)
    }

    // MARK: Channels in configurations

    @Test(arguments: [
        (#"{"use": "text.count", "config": {"from": "words", "to": "cuonts"}}"#, "cuonts", "counts"),
        (#"{"use": "text.count", "config": {"from": "wrods", "to": "counts"}}"#, "wrods", "words"),
    ])
    func `a configuration that names what is no channel is told with the close name`(
        node: String, name: String, close: String
    ) throws {
        let manifest = Fixtures.single(
            node, state: #"{"words": {}, "counts": {}}"#,
            extra: #", "plugins": {"text": {"plugin": "org.pregel-host.text"}}"#)
        let checked = try validate(manifest)
        #expect(checked.errors.contains("\"\(name)\""), "\(checked.errors)")
        #expect(checked.errors.contains("\"\(close)\""))
        #expect(checked.errors.contains("/nodes/only/config"))
    }

    @Test func `a channel that is named for its default is looked for too`() throws {
        let library = try CPlugin(
            schema:
                #"{"type": "object", "properties": {"into": {"type": "string", "default": "sink", "x-channel": "write"}}}"#
        ).build(in: folder)
        try expectRefusal(Self.using(library), #""sink""#)
    }
}
