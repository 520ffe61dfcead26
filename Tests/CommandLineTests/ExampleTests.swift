import Foundation
import Testing

/// Every folder of `examples/` does what its README says.
@Suite(.timeLimit(.minutes(20)))
struct ExampleTests {
    /// The examples in reading order.
    static let all: [String] = {
        let folder = HostProcess.root.appendingPathComponent("examples").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.first?.isNumber == true }.sorted()
    }()

    private static func text(_ example: String, _ file: String) throws -> String {
        try String(contentsOf: HostProcess.root.appendingPathComponent("examples/\(example)/\(file)"), encoding: .utf8)
    }

    /// Options that an example needs besides its manifest and input.
    private static func options(_ example: String, _ folder: TemporaryFolder) throws -> [String] {
        guard example.hasSuffix("node-in-c") else { return [] }
        let source = HostProcess.root.appendingPathComponent("examples/\(example)/checksum.c").path
        return ["--plugin", "checksum=\(try CCompiler.plugin(source, in: folder))"]
    }

    @Test(arguments: all)
    func `an example gives what it says`(example: String) throws {
        let folder = try TemporaryFolder()
        let arguments = ["run", "examples/\(example)/manifest.json", "--input", "@examples/\(example)/input.json"]
        let run = try HostProcess.run(arguments + Self.options(example, folder))
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        #expect(try JSON(run.output) == JSON(Self.text(example, "expected.json")))
    }

    @Test(arguments: all)
    func `an example is valid and can be drawn`(example: String) throws {
        let folder = try TemporaryFolder()
        let manifest = "examples/\(example)/manifest.json"
        let check = try HostProcess.run(["validate", manifest] + Self.options(example, folder))
        #expect(check.output == "\(manifest): ok\n")
        #expect(check.errors.isEmpty)
        #expect(try HostProcess.run("graph", manifest).output.hasPrefix("flowchart TD\n"))
    }

    @Test(arguments: all)
    func `an example is explained on one page`(example: String) throws {
        let lines = try Self.text(example, "README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 31)
        #expect(lines.first?.hasPrefix("# ") == true)
    }

    @Test func `there are examples`() { #expect(Self.all.count >= 6) }
}
