import PregelValues

/// A test of a graph, as data: a manifest, and the steps that drive it.
package struct Scenario: Sendable {
    /// What reports call it.
    package var name: String
    /// What it shows, in a sentence.
    package var description: String?
    /// Where the manifest stands: within the scenario, or a file of its own.
    package var manifest: Place
    /// The folder that the manifest's own paths start from.
    package var folder: String
    /// Whether its runs have the in-memory checkpointer.
    package var hasCheckpointer: Bool
    /// Whether its runs have the in-memory cache.
    package var hasCache: Bool
    package var steps: [ScenarioStep]
    /// Where the scenario stands.
    package var place: Place

    /// Whether some step expects that the manifest is refused.
    package var expectsInvalidGraph: Bool {
        steps.contains { $0.expected?["error"]?["code"]?.string == "INVALID_GRAPH" }
    }

    /// Whether nothing is said about what should happen.
    package var expectsNothing: Bool { steps.allSatisfy { $0.expected == nil } }
}
