import Foundation
import Testing

/// `pregel-host help`, and what every command's help holds.
@Suite(.timeLimit(.minutes(20)))
struct HelpTests {
    @Test(arguments: [
        [], ["run"], ["validate"], ["graph"], ["plugin"], ["plugin", "inspect"], ["schema"], ["doctor"], ["test"],
        ["help"],
    ])
    func `a command's help can be asked for with a word`(command: [String]) throws {
        let run = try HostProcess.run(["help"] + command)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try run.output == HostProcess.run(command + ["--help"]).output)
    }

    @Test(arguments: [
        (["help", "rnu"], "pregel-host has no command \"rnu\"", "write pregel-host run"),
        (["help", "plugin", "inspct"], "has no command \"inspct\"", "write pregel-host plugin inspect"),
        (["help", "run", "fast"], "no further argument \"fast\"", nil),
        (["help", "map"], "not available in this version", nil),
        (["hlep"], "pregel-host has no command \"hlep\"", "write pregel-host help"),
    ])
    func `help for what is no command is refused`(words: [String], problem: String, fix: String?) throws {
        let run = try HostProcess.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
        if let fix { #expect(run.errors.contains("= fix: \(fix)")) }
    }

    @Test(arguments: [
        ["run"], ["validate"], ["graph"], ["plugin", "list"], ["plugin", "inspect"], ["plugin", "check"], ["schema"],
        ["doctor"], ["test"], ["help"],
    ])
    func `the help of a command tells how it may exit`(command: [String]) throws {
        let help = try HostProcess.run(command + ["--help"]).output
        let part = try #require(help.components(separatedBy: "\nExit status:\n").dropFirst().first)
        let lines = part.components(separatedBy: "\n\n")[0].split(separator: "\n")
        #expect(lines.first?.hasPrefix("  0  ") == true)
        #expect(lines.contains { $0.hasPrefix("  2  ") && $0.hasSuffix("  an unknown command, option or value") })
    }

    @Test func `the help of a run tells all its exit statuses`() throws {
        let help = try HostProcess.run("run", "--help").output
        for status in ["0", "1", "2", "3", "4", "5"] { #expect(help.contains("\n  \(status)    ")) }
        #expect(help.contains("\n  130  stopped by Ctrl-C"))
    }

    @Test(arguments: [
        (["run"], "--recursion-limit N", "(default: the manifest's, else 25)"),
        (["run"], "--input JSON|@FILE|-", "(default: {})"),
        (["run"], "--stream MODE,...", "(default: nothing)"), (["graph"], "--format FORMAT", "(default: mermaid)"),
        (["graph"], "--depth N", "(default: 0)"), (["test"], "--jobs N", "(default: 1)"),
    ])
    func `an option's default stands beside it`(command: [String], option: String, text: String) throws {
        let help = try HostProcess.run(command + ["--help"]).output
        let line = help.split(separator: "\n").first { $0.contains(option) }
        #expect(line?.hasSuffix(text) == true, "\(help)")
    }

    @Test func `each mode of a stream is explained`() throws {
        let help = try HostProcess.run("run", "--help").output
        let part = try #require(help.components(separatedBy: "Values of --stream:\n").dropFirst().first)
        let lines = part.components(separatedBy: "\n\n")[0].split(separator: "\n")
        let modes = ["values", "updates", "custom", "messages", "tasks", "checkpoints", "debug"]
        #expect(lines.map { $0.split(separator: " ")[0].description } == modes)
        // A name without a purpose says nothing.
        #expect(lines.allSatisfy { $0.split(separator: " ").count > 3 })
    }
}
