import Foundation

/// An example that a component's page shows, and that a test runs: its file has it between two marks.
package struct PageExample {
    /// The page as text.
    package let page: String
    /// What the page shows, without indentation and empty lines; `nil` where it has no such example.
    package let shown: [String]?
    /// What the test runs, as a page would show it: the same.
    package let tested: [String]

    /// Reads the example of a component's page that contains `mark`, and the one that the test in `file` runs.
    ///
    /// - Parameter imports: The modules that the page's example imports first.
    package init(of component: String, containing mark: String, imports: [String], testedIn file: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        page = try String(
            contentsOf: root.appendingPathComponent("Sources/\(component)/README.md"), encoding: .utf8)
        shown = page.components(separatedBy: "```").first { $0.contains(mark) }.map(Self.lines)
        let source = try String(contentsOfFile: file, encoding: .utf8)
        let from = source.components(separatedBy: "example begins here.\n").dropFirst().first ?? ""
        let own = from.components(separatedBy: "// The page's example ends").first ?? ""
        tested = ["swift"] + imports.map { "import " + $0 } + Self.lines(own)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
