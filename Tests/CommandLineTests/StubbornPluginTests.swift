import Foundation
import Testing

/// Whatever a plugin does not come back from, a run with a limit of time ends, and somebody is told what it waits for.
@Suite(.timeLimit(.minutes(20)))
struct StubbornPluginTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try StubbornPlugin.build(in: folder)
    }

    private func run(_ manifest: String, _ arguments: String...) throws -> HostProcess.Outcome {
        let path = try folder.write(manifest, to: "graph.json")
        return try HostProcess.run(
            ["run", path, "--plugin-path", folder.url.path, "--stream", "updates"] + arguments,
            environment: folder.ownCache
        )
    }

    @Test(arguments: StubbornPlugin.nodes)
    func `a superstep ends at its timeout, names the node and keeps the others' ends`(node: String) throws {
        let run = try run(StubbornPlugin.graph(node: node), "--step-timeout", "0.3")
        #expect(run.status == 1)
        #expect(run.output == "updates {\"quick\":{\"log\":[\"quick\"]}}\n")
        #expect(
            run.errors.contains(
                "error[STEP_TIMEOUT]: superstep 1 of graph \"g\" ran past its timeout of 0.3 s; "
                    + "not done: \"stuck\" of plugin \"org.example.stubborn\"\n"), "\(run.errors)")
    }

    @Test func `the manifest's limit counts as the command line's does`() throws {
        let run = try run(StubbornPlugin.graph(node: "pends", limits: #"{"step_timeout": 0.2}"#))
        #expect(run.status == 1 && run.errors.contains("error[STEP_TIMEOUT]"))
    }

    @Test(arguments: StubbornPlugin.nodes)
    func `a node ends at its own timeout, and its handler goes on`(node: String) throws {
        let options =
            #", "timeout": 0.2, "on_error": {"use": "std.set", "config": {"values": {"log": ["handled"]}}}"#
        let run = try run(StubbornPlugin.graph(node: node, options: options))
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("\"handled\"") && run.output.contains("\"quick\""))
        // Told to end before the process does, though the one who tells does not come back.
        #expect(run.errors.contains("told to end") == (node == "clings"))
    }

    /// What does not come back, how it is told, and whether the run has begun by then.
    private static let waits: [(manifest: String, hang: String, words: String, hasBegun: Bool)] = [
        (StubbornPlugin.graph(node: "ends"), "load", "a constructor of its library", false),
        (StubbornPlugin.graph(node: "ends"), "entry", "its entry", false),
        (StubbornPlugin.graph(node: "ends"), "create", "`create` of the component \"ends\"", false),
        (StubbornPlugin.configured, "configure", "its `configure`", false),
        (StubbornPlugin.routing(), "", "the router behind the node \"a\"", true),
        (StubbornPlugin.reducing(), "", "the reducer \"reduces\"", true),
    ]

    @Test(arguments: waits.indices)
    func `what is waited for is told once, and Ctrl-C ends a run that does`(index: Int) throws {
        let (manifest, hang, words, hasBegun) = Self.waits[index]
        // The plugin is known as one that loads: in the trial there is nothing to wait for.
        #expect(
            try HostProcess.run(["plugin", "check", folder.path("libstubborn.so")], environment: folder.ownCache).status
                == 0)
        let path = try folder.write(manifest, to: "graph.json")
        let process = try HostProcess(
            ["run", path, "--plugin-path", folder.url.path],
            environment: folder.ownCache.merging(["HANG": hang, "PREGEL_WATCHDOG": "0.2"]) { $1 })
        let told = "warning: org.example.stubborn: \(words) has not returned for 0."
        while process.isRunning, !process.errorsSoFar.contains(told) { usleep(10_000) }
        #expect(process.isRunning, "\(process.errorsSoFar)")
        // Two signals that come together may count as one. Before a run begins, Ctrl-C is whoever's who has started the host.
        while process.isRunning {
            if hasBegun { process.interrupt() } else { process.kill() }
            usleep(10_000)
        }
        let outcome = try process.wait()
        #expect(hasBegun ? outcome.status == 130 : outcome.signal == SIGKILL)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.components(separatedBy: words).count == 2, "told once: \(outcome.errors)")
    }

    @Test(arguments: [StubbornPlugin.routing(), StubbornPlugin.reducing()])
    func `a superstep whose router or reducer does not return ends at its timeout too`(manifest: String) throws {
        let path = try folder.write(manifest, to: "graph.json")
        let run = try HostProcess.run(
            ["run", path, "--plugin-path", folder.url.path, "--step-timeout", "0.2", "--json"],
            environment: folder.ownCache)
        #expect(run.status == 1)
        let result = try #require(run.output.split(separator: "\n").last)
        #expect(result.contains("\"status\":\"failed\"") && result.contains("\"code\":\"STEP_TIMEOUT\""))
        #expect(run.errors.contains("error[STEP_TIMEOUT]") && run.errors.contains("the run is held up"))
        #expect(run.errors.contains("\" of plugin \"org.example.stubborn\"\n"), "\(run.errors)")
    }

    @Test func `nobody is told where the watchdog is off, or a node takes its time`() throws {
        for (node, patience) in [("pends", "0.05"), ("computes", "0.05"), ("clings", "0")] {
            let path = try folder.write(
                StubbornPlugin.graph(node: node, options: #", "timeout": 0.3"#), to: "graph.json")
            let run = try HostProcess.run(
                ["run", path, "--plugin-path", folder.url.path],
                environment: folder.ownCache.merging(["PREGEL_WATCHDOG": patience]) { $1 })
            #expect(run.status == 1 && run.errors.contains("error[NODE_TIMEOUT]"))
            #expect(!run.errors.contains("has not returned"), "\(run.errors)")
        }
    }
}
