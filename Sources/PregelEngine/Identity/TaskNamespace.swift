internal import PregelValues

/// Where a graph or task is among nested runs: `outer:ID|inner:ID`, "" for the root graph.
///
/// Texts are taken apart by code points, as Python does. By `Character` a separator would vanish before a combining mark.
package enum TaskNamespace {
    /// A node's place in the graph at `parent`, without an id.
    static func node(parent: String, name: String) -> String { parent.isEmpty ? name : parent + "|" + name }

    /// A task's place, and the namespace of a graph that it runs (BSP-9).
    package static func task(parent: String, name: String, id: String) -> String {
        node(parent: parent, name: name) + ":" + id
    }

    /// Where a command for the parent graph goes, from the task at `namespace` (RT-8).
    package static func parentOfCommand(from namespace: String) -> String {
        var segments = split(namespace)
        dropNumbers(&segments)
        _ = segments.popLast()
        dropNumbers(&segments)
        return joined(segments)
    }

    /// A namespace's names alone, by which a command may address it too (RT-8).
    package static func withoutIDs(_ namespace: String) -> String {
        joined(split(namespace).filter { !isNumber($0) }.map { $0.prefix { $0 != ":" } })
    }

    /// The id of a task's interrupt once it has had `answered` answers (INT-3).
    package static func interruptID(task namespace: String, answered: Int) -> String {
        XXH3.hash128(answered == 0 ? namespace : namespace + "|" + String(answered)).hex
    }

    /// The id of an interrupt of a task whose namespace is not made for it: it is told by its parent's, its name and its id.
    static func interruptID(parent: String, name: String, id: Hash128, answered: Int) -> String {
        let prefix = node(parent: parent, name: name)
        let suffix = answered == 0 ? "" : "|" + String(answered)
        let size = prefix.utf8.count + 1 + Hash128.groupedCount
        return withUnsafeTemporaryAllocation(byteCount: size + 4 + suffix.utf8.count, alignment: 8) { bytes in
            guard let place = bytes.baseAddress else { return "" }
            prefix.lendUTF8 { bytes.copyBytes(from: $0) }
            place.storeBytes(of: UInt8(ascii: ":"), toByteOffset: prefix.utf8.count, as: UInt8.self)
            _ = id.writeGrouped(to: place + prefix.utf8.count + 1)
            suffix.lendUTF8 { UnsafeMutableRawBufferPointer(rebasing: bytes[size...]).copyBytes(from: $0) }
            return XXH3.hash128(UnsafeRawBufferPointer(start: place, count: size + suffix.utf8.count)).hex
        }
    }

    // MARK: Segments

    private typealias Segment = Substring.UnicodeScalarView

    private static func split(_ namespace: String) -> [Segment] {
        Substring(namespace).unicodeScalars.split(separator: "|", omittingEmptySubsequences: false)
    }

    private static func joined(_ segments: [Segment]) -> String {
        segments.map { String($0) }.joined(separator: "|")
    }

    /// Numbers tell apart what one task runs more than once; they are no level of nesting.
    private static func dropNumbers(_ segments: inout [Segment]) {
        while let last = segments.last, isNumber(last) { segments.removeLast() }
    }

    /// What `str.isdigit` says: digits of any script, superscripts too, but no other numerals.
    private static func isNumber(_ segment: Segment) -> Bool {
        !segment.isEmpty
            && segment.allSatisfy {
                let type = $0.properties.numericType
                return type == .decimal || type == .digit
            }
    }
}
