import Foundation
import Testing

/// What is not JSON where JSON is expected, and how to write it.
@Suite(.timeLimit(.minutes(20)))
struct InputTests {
    private let folder: TemporaryFolder
    private let graph: String

    /// Gives its input back.
    private static let echo = """
        {"version": 1, "name": "echo", "state": {"title": {}, "body": {}}, "input": ["title"], "output": ["title"],
         "nodes": {"only": {"use": "std.pass"}}, "edges": [{"from": "START", "to": "only"}]}
        """

    init() throws {
        folder = try TemporaryFolder()
        graph = try folder.write(Self.echo, to: "graph.json")
    }

    @Test(arguments: ["hello", "it's", "two words", "back\\slash", "a\"b", "tru", "12a", "$HOME", "-", "naïve 日本", "*"])
    func `a bare word is refused with a fix that a shell understands`(word: String) throws {
        let run = try HostProcess.run("run", graph, "--set", "title=\(word)")
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        let fix = try #require(run.errors.components(separatedBy: "= fix: write ").dropFirst().first)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        let program = HostProcess.products.appendingPathComponent("pregel-host").path
        shell.arguments = ["-c", "'\(program)' run '\(graph)' \(fix)"]
        let output = try folder.open("output")
        shell.standardOutput = output
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        #expect(try JSON(folder.read("output")) == ["title": .string(word)])
    }

    @Test func `the fix of a bare word has the user's own words`() throws {
        let run = try HostProcess.run("run", graph, "--set", "title=hello")
        #expect(run.errors.contains(#"= fix: write --set 'title="hello"'"#))
    }

    @Test func `JSON with a fault in it is not taken for a bare word`() throws {
        for text in [#"{"a": }"#, #"["a""#, #""a"#] {
            let run = try HostProcess.run("run", graph, "--set", "title=\(text)")
            #expect(run.status == 4)
            #expect(run.errors.contains("json.malformed"))
            #expect(!run.errors.contains("fix:"))
        }
    }

    @Test(arguments: [
        ("hello", #"write --set 'title="hello"'"#), ("title=hello", #"write --set 'title="hello"'"#),
        ("title=12", "write --set title=12"), ("input.json", "write --input @input.json"),
        ("", "leave --input out, or write --input '{}'"),
    ])
    func `an input that is a bare word is answered with what is meant`(text: String, fix: String) throws {
        try folder.write(#"{"title": 1}"#, to: "input.json")
        let run = try HostProcess.run("run", "graph.json", "--input", text, in: folder.url)
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("= fix: \(fix)"), "\(run.errors)")
    }

    @Test(arguments: [
        (["--set", "title"], #"does not take "title""#, "write --set title=JSON"),
        (["--json=yes"], #"takes no value, and "yes" is given"#, "write --json alone"),
        (["--input", "1", "--input", "2"], #"is given twice: "1" and "2""#, "write it once"),
        (
            ["--select", "--json"], #""--json" looks like an option; as a value: --select=--json"#,
            "write --select NAME,..."
        ),
        (["--recursion-limit", "ten"], #"does not take "ten""#, nil),
    ])
    func `a refused option quotes what was given`(options: [String], text: String, fix: String?) throws {
        let run = try HostProcess.run(["run", graph] + options)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(text), "\(run.errors)")
        if let fix { #expect(run.errors.contains("= fix: \(fix)"), "\(run.errors)") }
    }

    @Test func `a key that stands ten thousand times is told once, in a manifest and in an input`() throws {
        let keys = Array(repeating: #""title": 1"#, count: 10_000).joined(separator: ",")
        let input = try folder.write("{\(keys)}", to: "input.json")
        let manifest = try folder.write(#"{"version": 1, \#(keys)}"#, to: "keys.json")
        let run = try HostProcess.run("run", graph, "--input", "@\(input)")
        let validation = try HostProcess.run("validate", manifest)
        for outcome in [run, validation] {
            #expect(outcome.status == 4)
            #expect(outcome.output.isEmpty)
            let told = outcome.errors.components(separatedBy: "error[json.duplicate-key]")
            #expect(told.count == 2, "\(outcome.errors.prefix(1000))")
            #expect(outcome.errors.contains(#"the key "title" stands in the object 10000 times"#))
            #expect(outcome.errors.utf8.count < 5000)
        }
    }
}
