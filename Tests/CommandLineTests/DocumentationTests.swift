import Foundation
import Testing

/// What the documents say is so: commands can be copied, and links lead somewhere.
@Suite(.timeLimit(.minutes(20)))
struct DocumentationTests {
    private static let blocks =
        try? documents
        .filter { $0 == "README.md" || $0 == manifestPage || $0.hasPrefix("examples/") }
        .flatMap(CommandBlock.all)
    private static let manifestPage = "Sources/PregelManifest/MANIFEST.md"

    /// All pages of the project, as paths from its root.
    private static let documents: [String] = {
        let files = FileManager.default.enumerator(atPath: HostProcess.root.path)
        var found: [String] = []
        while let path = files?.nextObject() as? String {
            if path.hasPrefix(".") { files?.skipDescendants() } else if path.hasSuffix(".md") { found.append(path) }
        }
        return found.sorted()
    }()

    @Test func `there are commands to try`() throws {
        let blocks = try #require(Self.blocks)
        #expect(blocks.count >= 10)
        #expect(blocks.contains { $0.document == "README.md" && $0.fails })
        #expect(blocks.contains { $0.document == "README.md" && !$0.fails && $0.output != nil })
        let own = try #require(blocks.first { $0.document == Self.manifestPage })
        #expect(own.files.map(\.name) == ["graph.json", "test.json"] && own.fails && own.output != nil)
    }

    @Test(arguments: blocks ?? [])
    func `a documented command does what the page says`(block: CommandBlock) throws {
        let folder = try TemporaryFolder()
        let run = try block.run(in: folder)
        #expect((run.status != 0) == block.fails, "\(run.output)")
        if let output = block.output { #expect(run.output.hasSuffix(output), "\(run.output)") }
    }

    @Test func `the manifest that the README shows is the example's own`() throws {
        let text = { try String(contentsOf: HostProcess.root.appendingPathComponent($0), encoding: .utf8) }
        #expect(try text("README.md").contains("```json\n" + text("examples/02-branch/manifest.json") + "```\n"))
    }

    @Test(arguments: documents)
    func `a link in a page leads to a file`(document: String) throws {
        let file = HostProcess.root.appendingPathComponent(document)
        for match in try String(contentsOf: file, encoding: .utf8).matches(of: #/\]\(([^)#\s]+)(#[^)\s]*)?\)/#) {
            let target = String(match.1)
            if target.contains("://") { continue }
            let path = file.deletingLastPathComponent().appendingPathComponent(target).path
            #expect(FileManager.default.fileExists(atPath: path), "\(document) links to \(target)")
        }
    }
}
