import PregelSDK

/// The components of `org.pregel-host.text`.
let plugin = Plugin {
    Split.self
    Normalise.self
    Count.self
    Rank.self
    Template.self
    AddCounts.self
}
