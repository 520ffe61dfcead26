import Foundation
import Testing

/// What the host says of itself, and to mistyped command lines.
@Suite(.timeLimit(.minutes(20)))
struct UsageTests {
    @Test func `the version is printed on standard output`() throws {
        let run = try HostProcess.run("--version")
        #expect(run.status == 0)
        #expect(run.output == "pregel-host 0.1.0\n")
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        [], ["run"], ["validate"], ["graph"], ["plugin"], ["plugin", "list"], ["plugin", "inspect"],
        ["plugin", "check"], ["schema"], ["doctor"], ["test"],
    ])
    func `every command has a help with an example`(command: [String]) throws {
        let run = try HostProcess.run(command + ["--help"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("Usage: \((["pregel-host"] + command).joined(separator: " "))"))
        #expect(run.output.contains("Example"))
        #expect(run.output.contains("-h, --help"))
        #expect(try HostProcess.run(command + ["-h"]).output == run.output)
    }

    @Test func `the help names no hidden command and no planned one`() throws {
        let help = try HostProcess.run("--help").output
        for word in ["__probe", "map", "completions"] { #expect(!help.contains("  \(word) ")) }
    }

    @Test(arguments: [
        (["rnu", "x"], "pregel-host has no command \"rnu\"", "write pregel-host run"),
        (["run", "m", "--recusion-limit", "3"], "no option --recusion-limit", "write --recursion-limit"),
        (
            ["plugin", "inspct", "f"], "pregel-host plugin has no command \"inspct\"",
            "write pregel-host plugin inspect"
        ),
        (["graph", "m", "--format", "dott"], "does not take \"dott\"", "write dot"),
        (["run", "m", "--stream", "value"], "does not take \"value\"", "write values"),
    ])
    func `a mistyped word is answered with the close one`(words: [String], problem: String, fix: String) throws {
        let run = try HostProcess.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
        #expect(run.errors.contains("= fix: \(fix)"))
    }

    @Test(arguments: [
        ([], "needs a command"),
        (["plugin"], "needs a command"),
        (["run"], "needs MANIFEST"),
        (["run", "a", "b"], "no further argument \"b\""),
        (["run", "a", "--input"], "--input needs a value"),
        (["run", "a", "--input", "--json"], "--input needs a value"),
        (["run", "a", "--json=yes"], "--json takes no value"),
        (["run", "a", "--json", "--json"], "--json is given twice"),
        (["run", "a", "--recursion-limit", "0"], "a whole number of at least 1"),
        (["run", "a", "--max-concurrency", "many"], "a whole number of at least 1"),
        (["run", "a", "--step-timeout", "-1"], "a number of seconds above 0"),
        (["run", "a", "--step-timeout", "nan"], "a number of seconds above 0"),
        (["run", "a", "--set", "x"], "expected: NAME=JSON"),
        (["run", "a", "--plugin", "=f"], "expected: ALIAS=FILE"),
        (["run", "a", "--select", "x,,y"], "names with a comma between two"),
        (["run", "a", "--subgraphs"], "means nothing without --stream"),
        (["run", "-x"], "no option -x"),
        (["graph", "a", "--depth", "deep"], "a whole number"),
    ])
    func `a command line that cannot be understood is refused`(words: [String], problem: String) throws {
        let run = try HostProcess.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
        #expect(run.errors.contains("--help"))
    }

    @Test(arguments: [
        ["run", "a", "--thread", "t"], ["run", "a", "--checkpointer=memory"], ["run", "a", "--resume", "1"],
        ["run", "a", "--interactive"], ["run", "a", "--runner", "async"], ["run", "a", "--locked"],
        ["run", "a", "--events", "progress"], ["run", "a", "--stream", "events"],
        ["graph", "a", "--format", "svg"], ["schema", "event"], ["map"], ["state"], ["plugin", "new"],
    ])
    func `what this version does not have is refused by name`(words: [String]) throws {
        let run = try HostProcess.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("not available in this version"))
    }

    @Test func `without a terminal nothing is coloured`() throws {
        #expect(try !HostProcess.run("rnu", environment: ["TERM": "xterm"]).errors.contains("\u{1B}"))
    }

    @Test func `an operand after two dashes may look like an option`() throws {
        let run = try HostProcess.run("validate", "--", "--json")
        #expect(run.status == 4)
        #expect(run.errors.contains("--json"))
    }
}
