/// The plugins that a graph's components may come from.
struct Scope {
    let entries: [PluginEntry]
    let aliases: [String]
    /// Their aliases, and `std`.
    let plugins: NameSet
    /// Whether all entries could be read: else an unknown alias may only follow from another fault.
    let isComplete: Bool

    init(entries: [PluginEntry], aliases: [String], pointer: String, isComplete: Bool = true) {
        self.entries = entries
        self.aliases = aliases
        self.isComplete = isComplete
        plugins = NameSet(aliases + [Names.standard], declaredAt: pointer)
    }

    var knownPlugins: NameSet? { isComplete ? plugins : nil }
}
