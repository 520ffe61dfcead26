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

    private func expectAgreement(_ folder: URL, atLeast count: Int, _ options: [String]) throws {
        let scenarios = try Self.scenarios(in: folder)
        try #require(scenarios.count >= count, "there are no \(count) scenarios in \(folder.path)")
        let run = try HostProcess.run(["test"] + options + scenarios)
        #expect(run.output == "\(scenarios.count) passed, 0 failed\n")
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
    }

    @Test(arguments: [[], ["--jobs", "2"], ["--jobs", "8"], ["--async", "--jobs", "8"]])
    func `every recorded scenario gives the same record, also in parallel and with all nodes asynchronous`(
        options: [String]
    ) throws {
        try expectAgreement(Self.recordings, atLeast: 500, options)
    }

    @Test(arguments: [[], ["--async"]])
    func `differences that were found once do not come back`(options: [String]) throws {
        let scenarios = try Self.scenarios(in: HostProcess.root.appendingPathComponent("Tests/Scenarios"))
        try #require(!scenarios.isEmpty)
        let run = try HostProcess.run(["test"] + options + scenarios)
        #expect(run.output == "\(scenarios.count) passed, 0 failed\n")
    }
}
