import Testing

/// A scenario with mistakes of one kind, and what its user is told.
struct BrokenScenario: Sendable, CustomTestStringConvertible {
    /// What is wrong with it.
    let title: String
    /// Whether the JSON Schema can see it too: nothing needs to be looked up elsewhere.
    let isStructural: Bool
    let text: String
    let expected: String

    init(_ title: String, isStructural: Bool = true, _ text: String, expected: String) {
        self.title = title
        self.isStructural = isStructural
        self.text = text
        self.expected = expected
    }

    var testDescription: String { title }
}
