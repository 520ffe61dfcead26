import Foundation
import Testing

/// `pregel-host validate`, and what `run` says to the same files.
@Suite(.timeLimit(.minutes(20)))
struct ValidateTests {
    /// A manifest with one thing wrong: a text of the good one, what stands in its place, and the finding.
    struct Mistake: CustomTestStringConvertible, Sendable {
        var old: String
        var new: String
        var code: String
        var pointer: String
        var status: Int32 = 4

        var testDescription: String { code + " " + pointer }
    }

    private static let good = """
        {
          "version": 1,
          "name": "good",
          "state": {"count": {}, "log": {"channel": "reduce", "reducer": "append"}},
          "nodes": {
            "first": {"use": "std.set", "config": {"values": {"count": 1}}},
            "second": {"use": "std.pass"}
          },
          "edges": [
            {"from": "START", "to": "first"},
            {"from": "first", "to": "second"}
          ]
        }
        """

    static let mistakes: [Mistake] = [
        Mistake(
            old: #""version": 1"#, new: #""version": 2"#, code: "manifest.unsupported-version", pointer: "/version"),
        Mistake(old: #""name": "good""#, new: #""nam": "good""#, code: "manifest.unknown-key", pointer: "/nam"),
        Mistake(old: #""name": "good","#, new: "", code: "manifest.missing-key", pointer: ""),
        Mistake(old: #""name": "good""#, new: #""name": 3"#, code: "manifest.wrong-type", pointer: "/name"),
        Mistake(
            old: #""count": {}"#, new: #""9count": {}, "count": {}"#, code: "manifest.bad-name",
            pointer: "/state/9count"),
        Mistake(old: #""append""#, new: #""apend""#, code: "manifest.unknown-reducer", pointer: "/state/log/reducer"),
        Mistake(old: #""reduce","#, new: #""reduces","#, code: "manifest.bad-value", pointer: "/state/log/channel"),
        Mistake(
            old: #""std.pass""#, new: #""text.split""#, code: "manifest.unknown-plugin", pointer: "/nodes/second/use"),
        Mistake(
            old: #""std.pass""#, new: #""std.pas""#, code: "component.unknown", pointer: "/nodes/second/use", status: 5),
        Mistake(old: #""std.pass""#, new: #""pass""#, code: "manifest.bad-value", pointer: "/nodes/second/use"),
        Mistake(
            old: #"{"count": 1}"#, new: #"{"cont": 1}"#, code: "manifest.unknown-channel",
            pointer: "/nodes/first/config/values/cont"),
        Mistake(
            old: #""values": {"count": 1}"#, new: #""value": {"count": 1}"#, code: "component.bad-config",
            pointer: "/nodes/first/config/value"),
        Mistake(
            old: #""to": "second""#, new: #""to": "secnd""#, code: "manifest.unknown-node", pointer: "/edges/1/to"),
        Mistake(
            old: #""from": "first""#, new: #""from": "END""#, code: "manifest.end-as-source", pointer: "/edges/1/from"),
        Mistake(
            old: #""to": "second""#, new: #""to": "START""#, code: "manifest.start-as-target", pointer: "/edges/1/to"),
        Mistake(
            old: #""to": "second""#, new: #""route": {"expr": {"iff": [1]}}"#, code: "manifest.bad-expression",
            pointer: "/edges/1/route/expr/iff"),
        Mistake(old: #""version": 1,"#, new: #""version": 1,,"#, code: "json.malformed", pointer: ""),
        Mistake(
            old: #""use": "std.pass""#, new: #""use": "std.pass", "use": "std.log""#, code: "json.duplicate-key",
            pointer: "/nodes/second/use"),
        Mistake(
            old: #""use": "std.pass""#, new: #""use": "std.pass", "retry": {"max_attempts": 0}"#,
            code: "manifest.bad-value", pointer: "/nodes/second/retry/max_attempts"),
        Mistake(
            old: #""name": "good","#, new: #""name": "good", "checkpointer": {"use": "memory"},"#,
            code: "graph.not-available", pointer: "/checkpointer", status: 5),
    ]

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a good manifest is said to be good`() throws {
        let path = try folder.write(Self.good, to: "good.json")
        let run = try HostProcess.run("validate", path)
        #expect(run.status == 0)
        #expect(run.output == "\(path): ok\n")
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: mistakes)
    func `a mistake is told with its place`(mistake: Mistake) throws {
        try #require(Self.good.contains(mistake.old))
        let path = try folder.write(Self.good.replacingOccurrences(of: mistake.old, with: mistake.new), to: "bad.json")
        let run = try HostProcess.run("validate", path)
        #expect(run.status == mistake.status)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error[\(mistake.code)]"))
        #expect(run.errors.contains("--> \(path):"))
        #expect(mistake.pointer.isEmpty || run.errors.contains("(\(mistake.pointer))"))
        #expect(run.errors.contains("^"))

        let asData = try JSON(HostProcess.run("validate", "--json", path).output)
        #expect(asData["file"] == .string(path))
        #expect(asData["valid"] == false)
        let finding = try #require(asData["diagnostics"]?.items.first { $0["code"] == .string(mistake.code) })
        #expect(mistake.pointer.isEmpty || finding["pointer"] == .string(mistake.pointer))
        #expect(finding["severity"] == "error")

        let refused = try HostProcess.run("run", path, "--input", "{}")
        #expect(refused.status == mistake.status)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("error[\(mistake.code)]"))
    }

    @Test func `what a schema says without effect is a warning, to validate and to run`() throws {
        let schema = #"{"type": "object", "propertys": {}, "format": "dat", "contentEncoding": "base64"}"#
        let text = Self.good.replacingOccurrences(
            of: #""count": {}"#, with: #""count": {}, "x": {"schema": \#(schema)}"#)
        let path = try folder.write(text, to: "idle.json")
        for run in [try HostProcess.run("validate", path), try HostProcess.run("run", path, "--input", "{}")] {
            #expect(run.status == 0)
            #expect(!run.output.isEmpty && !run.output.contains("warning"))
            #expect(run.errors.contains("warning[manifest.schema-unknown-keyword]"))
            #expect(run.errors.contains("(/state/x/schema/propertys)"))
            #expect(run.errors.contains(#"= fix: write "properties""#))
            #expect(run.errors.contains("warning[manifest.schema-unknown-format]"))
            #expect(run.errors.contains("warning[manifest.schema-unchecked-keyword]"))
        }
        let asData = try JSON(HostProcess.run("validate", "--json", path).output)
        #expect(asData["valid"] == true)
        #expect(asData["diagnostics"]?.items.compactMap { $0["severity"] } == ["warning", "warning", "warning"])
    }

    @Test func `keywords of later drafts hold for a run's input`() throws {
        let schema =
            #"{"contains": {"type": "integer"}, "minContains": 2, "properties": {"a": {}}, "unevaluatedProperties": false}"#
        let text = Self.good.replacingOccurrences(
            of: #""count": {}"#, with: #""count": {}, "x": {"schema": \#(schema)}"#)
        let path = try folder.write(text, to: "later.json")
        #expect(try HostProcess.run("validate", path).errors.isEmpty)
        for (input, message) in [
            (#"{"x": [1, "b"]}"#, "at least 2 items"), (#"{"x": {"z": 1}}"#, #"unknown key "z""#),
        ] {
            let run = try HostProcess.run("run", path, "--input", input)
            #expect(run.status == 4)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("error[input.bad-value]") && run.errors.contains(message))
        }
        #expect(try HostProcess.run("run", path, "--input", #"{"x": [1, 2]}"#).status == 0)
    }

    @Test func `all mistakes of a file are told at once`() throws {
        let bad = Self.good.replacingOccurrences(of: "secon", with: "third").replacingOccurrences(
            of: #""to": "thirdd""#, with: #""to": "x""#
        )
        .replacingOccurrences(of: #""append""#, with: #""apend""#)
        let run = try HostProcess.run("validate", folder.write(bad, to: "bad.json"))
        #expect(run.errors.contains("manifest.unknown-reducer"))
        #expect(run.errors.contains("manifest.unknown-node"))
    }

    @Test func `several manifests are checked, and the first bad one gives the status`() throws {
        let good = try folder.write(Self.good, to: "good.json")
        let unfit = try folder.write(Self.good.replacingOccurrences(of: "std.pass", with: "std.pas"), to: "unfit.json")
        let run = try HostProcess.run("validate", "--json", unfit, good, "/nowhere.json")
        #expect(run.status == 5)
        let lines = try run.output.split(separator: "\n").map { line in try JSON(String(line)) }
        #expect(lines.map { $0["valid"] } == [false, true, false])
    }

    @Test func `what components declare is shown as a table`() throws {
        let run = try HostProcess.run("validate", "--capabilities", folder.write(Self.good, to: "good.json"))
        #expect(run.status == 0)
        #expect(
            run.output.hasSuffix(
                """
                node    component  declares
                first   std.set    reentrant, pure
                second  std.pass   reentrant, pure

                """))
    }

    @Test func `the schema of manifests is JSON`() throws {
        let run = try HostProcess.run("schema", "manifest")
        #expect(run.status == 0)
        #expect(try JSON(run.output)["required"]?.items.contains("version") == true)
        let typo = try HostProcess.run("schema", "manifst")
        #expect(typo.status == 2 && typo.errors.contains("write pregel-host schema manifest"))
    }
}
