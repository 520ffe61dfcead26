import Foundation
import Testing

/// However a run ends, its components are ended, and then its plugins are shut down.
@Suite(.timeLimit(.minutes(20)))
struct FarewellTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let words = ["create", "destroy", "shutdown"]

    private func plugin(work: String = "", flags: [(name: String, number: Int)] = []) -> ForeignPlugin {
        let said = Self.words.map { #"write(2, "\#($0)\n", \#($0.count + 1));"# }
        return ForeignPlugin(flags: flags, create: said[0], work: work, destroy: said[1], shutdown: said[2])
    }

    /// The lines of the plugin's life, as they came.
    private func life(_ errors: String) -> [String] {
        errors.split(separator: "\n").map(String.init).filter(Self.words.contains)
    }

    @Test(arguments: [("", Int32(0)), ("return PREGEL_FAILED;", Int32(1))])
    func `after a run that completes or fails`(work: String, status: Int32) throws {
        let run = try HostProcess.run("run", try plugin(work: work).graph(in: folder), "--set", "in=1")
        #expect(run.status == status, "\(run)")
        #expect(life(run.errors) == Self.words)
    }

    @Test func `after a run that waits`() throws {
        let path = try plugin().graph(in: folder)
        let run = try HostProcess.run("run", path, "--set", "in=1", "--interrupt-before", "b")
        #expect(run.status == 3, "\(run)")
        #expect(life(run.errors) == Self.words)
    }

    @Test(arguments: ["test", "plugin check", "run --set nothing=1"])
    func `after every command that makes components`(command: String) throws {
        let path = try plugin().graph(in: folder)
        let scenario = try folder.write(
            #"{"scenario": 1, "name": "s", "manifest": "graph.json", "steps": [{"do": "run", "input": {"in": 1}}]}"#,
            to: "scenario.json")
        let words = command.split(separator: " ").map(String.init)
        let operand = command == "test" ? scenario : command == "plugin check" ? folder.path("libforeign.so") : path
        let run = try HostProcess.run(words + [operand])
        let told = life(run.errors)
        #expect(told.first == "create" && told.last == "shutdown" && told.contains("destroy"), "\(run)")
    }

    @Test func `after a run that is cancelled`() throws {
        let waiting = plugin(
            work: #"write(2, "begun\n", 6); while (!host->cancelled(host, t->call)) usleep(1000);"#,
            flags: [ForeignPlugin.blocking])
        let path = try waiting.graph(in: folder)
        let script = """
            $HOST run \(path) --set in=1 2>errors & p=$!
            until grep -q begun errors; do sleep 0.01; done
            kill -INT $p; wait $p; echo "status $?"; cat errors
            """
        let run = try Shell.run(script, in: folder)
        #expect(run.output.contains("status 130"), "\(run)")
        #expect(life(run.output) == Self.words)
    }

    @Test func `one that does not come back is named, and changes no status`() throws {
        let plugin = ForeignPlugin(destroy: "if (getenv(\"HANG\")) for (;;) pause();")
        let path = try plugin.graph(in: folder)
        let run = try HostProcess.run("run", path, "--set", "in=1", environment: ["HANG": "1"])
        #expect(run.status == 0 && run.output.contains("0.3"), "\(run)")
        #expect(run.errors.contains("warning: org.example.foreign: has not come to its end"))
    }
}
