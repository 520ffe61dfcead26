import Foundation
import Testing

/// The last line of `run --json`: the same keys however a run ends.
@Suite(.timeLimit(.minutes(20)))
struct ResultLineTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func lastLine(of manifest: String, _ options: String..., status: Int32) throws -> JSON {
        let path = try folder.write(manifest, to: "graph.json")
        let run = try HostProcess.run(["run", path, "--json"] + options)
        #expect(run.status == status)
        #expect(run.errors.isEmpty == (status == 0))
        let line = try JSON(String(run.output.split(separator: "\n").last ?? ""))
        guard case .object(let members) = line else { return line }
        #expect(Set(members.keys) == ["status", "output", "interrupts", "error", "run_id", "thread"])
        return line
    }

    @Test func `a complete run has no error`() throws {
        let line = try lastLine(of: Fixtures.counter, "--set", "count=2", status: 0)
        #expect(line["status"] == "completed" && line["error"] == .null && line["interrupts"] == [])
    }

    @Test func `a paused run has what is asked`() throws {
        let line = try lastLine(of: Fixtures.asking, status: 3)
        #expect(line["status"] == "interrupted" && line["error"] == .null)
        #expect(line["interrupts"]?.items.first?["node"] == "only")
    }

    @Test func `a failed node is an error with code, node, kind and message`() throws {
        let line = try lastLine(of: Fixtures.failing, status: 1)
        #expect(line["status"] == "failed" && line["output"] == .null)
        let error = try #require(line["error"])
        #expect(error["code"] == "NODE_ERROR" && error["node"] == "only" && error["kind"] == "LuckError")
        #expect(error["message"] == #"no "luck""#)
    }

    @Test func `a loop without end is an error of the run`() throws {
        let line = try lastLine(of: Fixtures.endless, "--recursion-limit", "3", status: 1)
        #expect(line["error"]?["code"] == "GRAPH_RECURSION_LIMIT" && line["status"] == "failed")
        #expect(line["run_id"]?.string?.count == 36)
    }

    @Test func `a timeout is an error of the run`() throws {
        let line = try lastLine(of: Fixtures.waiting, "--step-timeout", "0.01", status: 1)
        #expect(line["status"] == "failed" && line["error"]?["code"]?.string?.contains("TIMEOUT") == true)
    }

    @Test func `a manifest that is refused is an error with all its diagnostics`() throws {
        let manifest = Fixtures.single(#"{"use": "std.pass", "retri": {}, "defre": true}"#)
        let line = try lastLine(of: manifest, status: 4)
        #expect(line["status"] == "failed" && line["output"] == .null && line["run_id"] == .null)
        let error = try #require(line["error"])
        let diagnostics = try #require(error["diagnostics"]).items
        #expect(diagnostics.count == 2 && error["code"] == diagnostics[0]["code"])
        #expect(error["message"] == diagnostics[0]["message"] && error["kind"] == .null && error["node"] == .null)
        #expect(diagnostics.allSatisfy { $0["pointer"]?.string?.hasPrefix("/nodes/only/") == true })
    }

    @Test func `a plugin that is missing, and an input that does not fit, are errors too`() throws {
        let gone = Fixtures.single(#"{"use": "gone.node"}"#, extra: #", "plugins": {"gone": "libgone.so"}"#)
        #expect(try lastLine(of: gone, status: 5)["error"]?["code"]?.string?.hasPrefix("plugin.") == true)
        #expect(try lastLine(of: Fixtures.counter, "--input", "[1]", status: 4)["error"]?["code"] == "input.wrong-type")
        #expect(try lastLine(of: Fixtures.counter, "--input", "{", status: 4)["error"]?["code"] == "json.malformed")
        #expect(try lastLine(of: "{", status: 4)["error"]?["code"] == "json.malformed")
    }

    @Test func `a command line that is not understood prints no line`() throws {
        let path = try folder.write(Fixtures.counter, to: "graph.json")
        for options in [["--select", "nothing"], ["--recursion-limit", "0"], ["--set", "nothing=1"]] {
            let run = try HostProcess.run(["run", path, "--json"] + options)
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(!run.errors.isEmpty)
        }
    }
}
