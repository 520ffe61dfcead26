/// What a workload's nodes are written in; the raw value begins the names of its cases.
enum NodeLanguage: String, CaseIterable {
    /// On the SDK.
    case swift = "pregel"
    /// On the header alone.
    case c = "pregel-c"

    /// The identity of the plugin that has the nodes.
    var plugin: String {
        switch self {
        case .swift: "org.pregel-host.bench"
        case .c: "org.pregel-host.bench-c"
        }
    }
}
