/// The plugins that a graph's components may come from.
struct Scope {
    let entries: [PluginEntry]
    /// Their aliases, and `std`.
    let plugins: NameSet
    /// Whether all entries could be read: else an unknown alias may only follow from another fault.
    let isComplete: Bool

    init(entries: [PluginEntry], aliases: [String], isComplete: Bool = true) {
        self.entries = entries
        self.isComplete = isComplete
        plugins = NameSet(aliases + [Names.standard])
    }

    var knownPlugins: NameSet? { isComplete ? plugins : nil }
}
