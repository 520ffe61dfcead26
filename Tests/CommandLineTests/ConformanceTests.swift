import Foundation
import Testing

/// Differences from LangGraph that were found once, as scenarios. All its recordings are run by `.ci/conformance`, where
/// nothing runs beside them: some of them measure time.
@Suite(.timeLimit(.minutes(20)))
struct ConformanceTests {
    @Test(arguments: [[], ["--async"]])
    func `differences that were found once do not come back`(options: [String]) throws {
        let folder = HostProcess.root.appendingPathComponent("Tests/Scenarios")
        let scenarios = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        try #require(!scenarios.isEmpty)
        let run = try HostProcess.run(["test"] + options + scenarios, in: folder)
        #expect(run.output == "\(scenarios.count) passed, 0 failed\n")
        #expect(run.errors.isEmpty)
    }
}
