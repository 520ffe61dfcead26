import Foundation
import Testing

/// The host held against what LangGraph itself did: the recorded scenarios beside the project, and those of this project.
@Suite(.timeLimit(.minutes(20)))
struct ConformanceTests {
    /// The recordings; they lie beside the project's folder, unless `PREGEL_CONFORMANCE` says otherwise.
    private static let recordings: URL = {
        if let path = ProcessInfo.processInfo.environment["PREGEL_CONFORMANCE"] { return URL(fileURLWithPath: path) }
        return HostProcess.root.deletingLastPathComponent().appendingPathComponent("shared/conformance")
    }()

    private static func scenarios(in folder: URL) throws -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { file in
            guard file.pathExtension == "json" else { return false }
            return try String(contentsOf: file, encoding: .utf8).contains("\"scenario\"")
        }.map(\.path).sorted()
    }

    private func expectAgreement(_ folder: URL, atLeast count: Int, _ options: String...) throws {
        let scenarios = try Self.scenarios(in: folder)
        try #require(scenarios.count >= count, "there are no \(count) scenarios in \(folder.path)")
        let run = try HostProcess.run(["test"] + options + scenarios)
        #expect(run.output == "\(scenarios.count) passed, 0 failed\n")
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
    }

    @Test(arguments: 1...3)
    func `every recorded scenario gives the same record`(round: Int) throws {
        try expectAgreement(Self.recordings, atLeast: 500)
    }

    @Test func `every recorded scenario gives the same record, two at a time`() throws {
        try expectAgreement(Self.recordings, atLeast: 500, "--jobs", "2")
    }

    @Test func `every recorded scenario gives the same record with all nodes asynchronous`() throws {
        try expectAgreement(Self.recordings, atLeast: 500, "--async", "--jobs", "2")
    }

    @Test(arguments: [[], ["--async"]])
    func `differences that were found once do not come back`(options: [String]) throws {
        let scenarios = try Self.scenarios(in: HostProcess.root.appendingPathComponent("Tests/Scenarios"))
        try #require(!scenarios.isEmpty)
        let run = try HostProcess.run(["test"] + options + scenarios)
        #expect(run.output == "\(scenarios.count) passed, 0 failed\n")
    }
}
