import Foundation
import Testing

/// Where the system gives the process no more threads, or too few, whatever a graph does ends: well, or with an error.
@Suite(.timeLimit(.minutes(20)))
struct NoThreadsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try StubbornPlugin.build(in: folder)
    }

    /// Runs a graph as somebody who may have so many processes and threads: the superuser's are not limited.
    private func run(_ manifest: String, threads: Int) throws -> HostProcess.Outcome {
        let path = try folder.write(manifest, to: "graph.json")
        let host = HostProcess.products.appendingPathComponent("pregel-host").path
        // Of one user all processes count together: each run is another one's.
        let user = UInt32.random(in: 100_000...2_000_000_000)
        let other = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
        let limited = ["prlimit", "--nproc=\(threads):\(threads)", host, "run", path, "--plugin-path", folder.url.path]
        return try HostProcess.run(
            (geteuid() == 0 ? other : []) + limited, environment: folder.ownCache,
            in: folder.url,
            program: "/usr/bin/env")
    }

    private static func graph(_ node: String, limits: String = "{}") -> String {
        """
        {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {"n": \(node)}, "edges": [{"from": "START", "to": "n"}],
         "limits": \(limits)}
        """
    }

    private static let set = #""use": "std.set", "config": {"values": {"x": 1}}"#

    /// Graphs that need a clock, or a thread of Swift's.
    static let needy = [
        graph(#"{"use": "std.wait", "config": {"ms": 20}}"#), graph(#"{"use": "std.wait", "config": {"ms": 0}}"#),
        graph("{\(set), \"timeout\": 5}"), graph("{\(set)}", limits: #"{"step_timeout": 5}"#),
        graph(
            #"{"use": "std.fail", "config": {"message": "no"}, "retry": {"max_attempts": 2, "initial_interval": 0.01}}"#
        ),
    ]

    @Test(arguments: needy.indices)
    func `without a thread more, what needs one is an error that says so`(index: Int) throws {
        let run = try run(Self.needy[index], threads: 1)
        #expect(run.status == 69)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error[NO_THREADS]: "), "\(run.errors)")
        #expect(run.errors.contains("the system gives no more threads"))
        #expect(run.errors.contains("fix: allow more threads"))
    }

    @Test(arguments: needy.indices)
    func `with too few threads a run ends all the same`(index: Int) throws {
        for threads in 2...8 {
            let run = try run(Self.needy[index], threads: threads)
            #expect([0, 1, 69].contains(run.status), "\(threads): \(run.errors)")
            #expect((run.status == 69) == run.errors.contains("NO_THREADS"), "\(threads): \(run.errors)")
        }
    }

    @Test func `what computes needs no thread`() throws {
        let run = try run(Self.graph("{\(Self.set)}"), threads: 1)
        #expect(run.status == 0 && run.output == "{\"x\": 1}\n", "\(run.errors)")
    }
}
