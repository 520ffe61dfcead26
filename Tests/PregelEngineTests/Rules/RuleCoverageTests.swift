import Foundation
import Testing

/// Whether every rule of LangGraph's semantics has a test that cites it.
///
/// `rules.txt` names the rules; a test cites some in a comment after its signature (`// CH-5, SG-6`) or at the beginning
/// of its name (`CH-5: …`); `not-tested.txt` says of the others why no test could.
@Suite struct RuleCoverageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// The lines of a file beside this one, each as what is before and after the first of `separator`.
    private func table(_ file: String, _ separator: Character) throws -> [(id: String, text: String)] {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        return text.split(separator: "\n").map { line in
            let parts = line.split(separator: separator, maxSplits: 1)
            return (id: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// The ids in comments of tests, and in which files. Looked for once.
    private static let cited = Result {
        let tests = folder.deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.subpathsOfDirectory(atPath: tests.path(percentEncoded: false))
        var found: [String: Set<String>] = [:]
        for file in files where file.hasSuffix(".swift") && !#filePath.hasSuffix(file) {
            let text = try String(contentsOf: tests.appending(path: file), encoding: .utf8)
            for id in try citations(in: text) { found[id, default: []].insert(file) }
        }
        return found
    }

    /// The ids in comments, and those that begin a test's name; documentation and headings cite nothing.
    private static func citations(in text: String) throws -> [String] {
        let places = #"(?m)(?:^|[^/:"])//(?!/)(?!.*MARK:).*$|func `[A-Z]+-[0-9]+: "#
        let ids = #"\b(?:CH|BSP|SG|RUN|EX|RT|INT|CP|TT|ST|SUB|ERR|CA|STO|RTM|MV|FN|P|D)-[0-9]+\b"#
        return try matches(places, in: text).flatMap { try matches(ids, in: $0) }
    }

    private static func matches(_ pattern: String, in text: String) throws -> [String] {
        let text = text as NSString
        return try NSRegularExpression(pattern: pattern)
            .matches(in: text as String, range: NSRange(location: 0, length: text.length))
            .map { text.substring(with: $0.range) }
    }

    @Test func `every rule has a test that cites it, or a reason why not`() throws {
        let cited = try Self.cited.get()
        let excused = Set(try table("not-tested.txt", "\t").map(\.id))
        for rule in try table("rules.txt", " ") where cited[rule.id] == nil && !excused.contains(rule.id) {
            Issue.record("no test cites \(rule.id): \(rule.text)")
        }
    }

    @Test func `a rule that is said to have no test has none, and a reason`() throws {
        let cited = try Self.cited.get()
        let known = Set(try table("rules.txt", " ").map(\.id))
        for (id, reason) in try table("not-tested.txt", "\t") {
            #expect(known.contains(id), "\(id) is no rule")
            #expect(cited[id] == nil, "a test cites \(id)")
            #expect(reason.hasSuffix("."), "\(id) needs a reason, a sentence after a tab")
        }
    }

    @Test func `tests cite rules that exist`() throws {
        let rules = try table("rules.txt", " ").map(\.id)
        #expect(Set(rules).count == rules.count)
        let known = Set(rules + Self.departures)
        for (id, files) in try Self.cited.get() where !known.contains(id) {
            Issue.record("\(files.sorted().joined(separator: ", ")) cites \(id), which is no rule")
        }
    }

    @Test func `every departure has a test that cites it`() throws {
        let cited = try Self.cited.get()
        for departure in Self.departures {
            #expect(cited[departure]?.contains { $0.hasSuffix("DeparturesTests.swift") } == true, "\(departure)")
        }
    }

    /// D-1 to D-19.
    private static let departures = (1...19).map { "D-\($0)" }

    @Test(arguments: [
        ("    @Test func `a`() throws {  // CH-5, Q17, SG-6", ["CH-5", "SG-6"]), ("        // BSP-2", ["BSP-2"]),
        ("/// Documentation (CH-5).", []), ("    // MARK: LastValue (CH-3)", []), ("let link = \"http://CH-5\"", []),
        ("let id = \"CH-5\"", []), ("    @Test func `CH-5: a name`() {", ["CH-5"]),
    ])
    func `only comments of tests count as citations`(line: String, ids: [String]) throws {
        #expect(try Self.citations(in: line) == ids)
    }
}
