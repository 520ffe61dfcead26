import Foundation
import Testing

/// Whoever wrote a text, nothing of what is printed commands a terminal, or passes for a line of the host's.
@Suite(.timeLimit(.minutes(20)))
struct CleanTextTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Escape sequences, a forged line, C1 controls, a text that turns around, and a bell.
    private static let hostile =
        "x\u{1B}[31m\u{1B}]0;t\u{07}\r\nerror[fake]: forged\n\u{9B}2J\u{85}\u{202E}\u{2066}\u{061C}\u{7F}\t."

    /// The hostile text in a literal of C, and of JSON in a literal of C.
    private static var inC: String { hostile.utf8.map { "\\" + String($0, radix: 8) }.joined() }
    private static var inJSON: String {
        hostile.utf16.map { "\\u" + String(String(Int($0) + 0x10000, radix: 16).dropFirst()) }.joined()
    }
    private static var inJSONInC: String { inJSON.replacing("\\", with: "\\\\") }

    private func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }

    /// Runs a command, and holds what it prints against the rule; gives it back.
    @discardableResult
    private func clean(_ arguments: [String], sees word: String? = "forged") throws -> HostProcess.Outcome {
        let run = try HostProcess.run(arguments, in: folder.url)
        #expect(isClean(run.output), "\(arguments): \(run.output.debugDescription)")
        #expect(isClean(run.errors), "\(arguments): \(run.errors.debugDescription)")
        for line in (run.output + run.errors).split(separator: "\n") {
            #expect(!line.hasPrefix("error[fake]"), "\(arguments): \(line)")
        }
        if let word { #expect((run.output + run.errors).contains(word), "\(arguments): the text is not shown: \(run)") }
        return run
    }

    @Test func `what a plugin says while it runs`() throws {
        let text = "pregel_make_str(\"\(Self.inC)\", sizeof \"\(Self.inC)\" - 1)"
        let fails = """
            pregel_failure_v1 f = {.size = sizeof f, .kind = \(text), .message = \(text)};
            host->log(host, t->call, PREGEL_LOG_ERROR, \(text), NULL);
            return host->fail(host, t->call, &f);
            """
        let path = try ForeignPlugin(work: fails).graph(in: folder)
        let run = try clean(["run", path, "--set", "in=1"])
        #expect(run.status == 1)
        #expect(run.errors.contains("error: org.example.foreign a: x\\u001b[31m"))
        try clean(["run", path, "--set", "in=1", "--json"])
        let scenario = try folder.write(
            #"{"scenario": 1, "name": "\#(Self.inJSON)", "manifest": "graph.json", "steps": [{"do": "run", "input": {"in": 1}, "expect": {"output": {"in": "\#(Self.inJSON)"}}}]}"#,
            to: "scenario.json")
        try clean(["test", scenario])
        try clean(["test", scenario, "--json"])
        try clean(["test", scenario, "--junit", "/dev/stdout"])
        try clean(["test", scenario, "--record"])
    }

    @Test func `why a plugin cannot be made or loaded`() throws {
        let fail = """
            pregel_failure_v1 f = {.size = sizeof f};
            f.message = pregel_make_str("\(Self.inC)", sizeof "\(Self.inC)" - 1);
            """
        let path = try ForeignPlugin(create: fail + "return host->fail(host, c, &f);").graph(in: folder)
        #expect(try clean(["run", path, "--set", "in=1"]).status == 5)
        try clean(["plugin", "check", folder.path("libforeign.so")])
        let other = try ForeignPlugin(entry: fail + "host->fail(host, call, &f); return NULL;").graph(in: folder)
        #expect(try clean(["run", other, "--set", "in=1"]).status == 5)
        try clean(["plugin", "check", folder.path("libforeign.so")])
    }

    @Test func `what a plugin says of itself`() throws {
        let text = Self.inJSON
        let identity = """
            , "description": "\(text)", "license": "\(text)", "grants": {"environment": ["\(text)"]}, "requires": ["\(text)"]
            """
        let schema = """
            {"type": "object", "properties": {"o\(text)": {"type": "string", "default": "\(text)", "description": "\(text)"}}}
            """
        let path = try CPlugin(schema: schema, identity: identity).build(in: folder)
        try clean(["plugin", "inspect", path])
        try clean(["plugin", "inspect", path, "--json"])
        try clean(["plugin", "check", path])
        try clean(["plugin", "list", "--plugin-path", folder.url.path], sees: nil)
        try clean(["doctor", "--plugin-path", folder.url.path], sees: nil)
    }

    @Test func `what stands in manifests, values and names of files`() throws {
        let text = Self.inJSON
        let manifest = try folder.write(
            """
            {"version": 1, "name": "\(text)", "description": "\(text)", "state": {"x": {"schema": {"enum": ["\(text)"]}}},
             "nodes": {"a": {"use": "std.set", "metadata": {"m": "\(text)"}, "config": {"values": {"x": "\(text)"}}}},
             "edges": [{"from": "START", "to": "a"},
               {"from": "a", "route": {"expr": {"var": "x"}}, "targets": {"\(text)": "END", "other": "a"}}]}
            """, to: "hostile\r\u{1B}[31mforged.json")
        for command in [["validate"], ["validate", "--json"], ["validate", "--capabilities"], ["graph"]] {
            try clean(command + [manifest], sees: nil)
        }
        for format in ["dot", "json"] { try clean(["graph", manifest, "--format", format], sees: nil) }
        let value = "\"" + text + "\""
        try clean(["run", manifest, "--set", "x=" + value, "--stream", "values,updates,tasks"])
        try clean(["run", manifest, "--set", "x=" + value, "--stream", "values,updates,tasks", "--json"])
        let unknown = try folder.write(#"{"version": 1, "name": "g", "\#(text)": 1}"#, to: "unknown.json")
        try clean(["validate", unknown])
        try clean(["run", unknown, "--json"])
    }

    @Test func `what stands on the command line`() throws {
        let text = Self.hostile
        for arguments in [
            [text], ["run", text], ["run", "--" + text], ["validate", text], ["graph", text], ["test", text],
            ["plugin", "inspect", text], ["plugin", "check", text], ["plugin", text],
            ["doctor", "--plugin-path", text],
            ["help", text], ["schema", text], ["run", "g.json", "--plugin", text],
        ] {
            try clean(arguments)
        }
        let path = try folder.write(Fixtures.counter, to: "g.json")
        for option in ["--input", "--set", "--select", "--stream", "--recursion-limit", "--interrupt-before"] {
            try clean(["run", path, option, text])
        }
        try clean(["run", path, "--set", text + "=1"])
        try clean(["run", path, "--input", "@" + text])
    }

    @Test func `a plugin's name that is a file's, too`() throws {
        let built = try CPlugin().build(in: folder)
        let named = folder.path("lib\u{1B}[31m\r\nforged.so")
        try FileManager.default.moveItem(atPath: built, toPath: named)
        try clean(["plugin", "list", "--plugin-path", folder.url.path])
        try clean(["doctor", "--plugin-path", folder.url.path], sees: nil)
        try clean(["plugin", "inspect", named])
    }

    @Test func `a text without an end is cut, and its size told`() throws {
        let work = """
            static char long_text[1 << 20]; for (size_t i = 0; i < sizeof long_text; i++) long_text[i] = 'x';
            pregel_failure_v1 f = {.size = sizeof f, .message = pregel_make_str(long_text, sizeof long_text)};
            host->log(host, t->call, PREGEL_LOG_ERROR, f.message, NULL);
            return host->fail(host, t->call, &f);
            """
        let run = try clean(["run", try ForeignPlugin(work: work).graph(in: folder), "--set", "in=1"], sees: nil)
        #expect(run.errors.utf8.count < 20_000)
        #expect(run.errors.split(separator: "\n").count { $0.contains(" more bytes)") } >= 2)
    }

    // MARK: What is no text

    @Test(arguments: ["--input", "--set", "file", "stdin"])
    func `bytes that are no UTF-8 are refused with their place`(way: String) throws {
        let path = try folder.write(Fixtures.single(#"{"use": "std.pass"}"#), to: "g.json")
        let option =
            switch way {
            case "--input": #"--input "$(printf '{"x":"a\377"}')""#
            case "--set": #"--set "x=$(printf '"a\377"')""#
            case "file": "--input @bad"
            default: "--input - <bad"
            }
        let run = try Shell.run(#"printf '{"x":"a\377"}' >bad; $HOST run \#(path) \#(option)"#, in: folder)
        #expect(run.status == 4 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("the string is not valid UTF-8 here"))
        #expect(run.errors.contains(way == "--set" ? ":1:3" : ":1:8"), "\(run.errors)")
    }
}
