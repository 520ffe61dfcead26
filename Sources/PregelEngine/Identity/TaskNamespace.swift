/// Paths of tasks: segments between `|`, each `name:id`, or a number that tells apart tasks of one place.
enum TaskNamespace {
    /// The path by names alone, for a graph that keeps one history for all its runs (SUB-3).
    static func withoutIDs(_ namespace: String) -> String {
        namespace.split(separator: "|").filter { !isNumber($0) }.map { String($0.prefix { $0 != ":" }) }
            .joined(separator: "|")
    }

    /// The path of the graph around the one that a task belongs to; "" for the root (RT-8).
    static func parent(of namespace: String) -> String {
        var parts = namespace.split(separator: "|", omittingEmptySubsequences: false)
        dropNumbers(&parts)
        if !parts.isEmpty { parts.removeLast() }
        dropNumbers(&parts)
        return parts.joined(separator: "|")
    }

    private static func dropNumbers(_ parts: inout [Substring]) {
        while let last = parts.last, !last.isEmpty, isNumber(last) { parts.removeLast() }
    }

    private static func isNumber(_ part: Substring) -> Bool { part.utf8.allSatisfy { (48...57).contains($0) } }
}
