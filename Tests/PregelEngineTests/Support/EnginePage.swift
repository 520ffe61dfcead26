import Foundation
import Testing

/// The engine's page, whose examples are tested.
enum EnginePage {
    static var text: String {
        get throws {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
            return try String(
                contentsOf: root.appendingPathComponent("Sources/PregelEngine/README.md"), encoding: .utf8)
        }
    }

    /// Expects that the page shows what a test's file has between its two marks.
    static func expectExample(containing mark: String, isTestedIn path: String) throws {
        let source = try String(contentsOfFile: path, encoding: .utf8)
        let tested =
            try #require(source.components(separatedBy: "example begins here.\n").dropFirst().first)
            .components(separatedBy: "// The page's example ends").first ?? ""
        let shown = try text.components(separatedBy: "```").first { $0.contains(mark) }
        #expect(
            lines(try #require(shown)) == ["swift", "import PregelEngine", "import PregelValues"] + lines(tested))
    }

    /// Lines without indentation, and none that are empty.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
