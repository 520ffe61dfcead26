import Testing

/// A manifest with mistakes of one kind, and what its user is told.
struct BrokenManifest: Sendable, CustomTestStringConvertible {
    /// What is wrong with it.
    let title: String
    /// Whether the JSON Schema can see it too: nothing needs to be looked up elsewhere in the file.
    let isStructural: Bool
    let text: String
    /// Nested manifests by their path; the manifest itself is `graph.json`.
    let files: [String: String]
    let expected: String

    init(
        _ title: String, isStructural: Bool, _ text: String, files: [String: String] = [:], expected: String
    ) {
        self.title = title
        self.isStructural = isStructural
        self.text = text
        self.files = files
        self.expected = expected
    }

    static let all = keys + names + edges + values + dataflow + nested

    var testDescription: String { title }
}
