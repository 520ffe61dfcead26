/// Finds the name that somebody meant who wrote another one.
///
/// Made once for a set of names: a manifest with ten thousand nodes and many typos must not compare them all in full.
package struct NameIndex: Sendable {
    private struct Entry {
        let name: String
        let folded: [UInt8]
        let letters: UInt64
    }

    /// Names longer than this are no typos of each other that anyone would see.
    private static let longest = 64

    /// By length, so that only names of about the same length are looked at.
    private var entries: [[Entry]] = []

    package init(_ names: some Sequence<String>) {
        for name in names {
            let folded = Self.fold(name)
            guard !folded.isEmpty, folded.count <= Self.longest else { continue }
            while entries.count <= folded.count { entries.append([]) }
            entries[folded.count].append(Entry(name: name, folded: folded, letters: Self.letters(of: folded)))
        }
    }

    /// The closest name, where one is close enough to be meant; of equally close ones the first by bytes.
    package func nearest(to name: String) -> String? {
        let wanted = Self.fold(name)
        guard !wanted.isEmpty, wanted.count <= Self.longest else { return nil }
        var limit = max(1, wanted.count / 3)
        let letters = Self.letters(of: wanted)
        let lengths = max(1, wanted.count - limit)...(wanted.count + limit)
        var best: Entry?
        for entry in lengths.lazy.filter({ $0 < entries.count }).flatMap({ entries[$0] }) {
            // An edit changes at most two letters of the set, so most names are out without a comparison.
            guard (entry.letters ^ letters).nonzeroBitCount <= 2 * limit, entry.name != name,
                let distance = EditDistance.between(wanted, entry.folded, atMost: limit)
            else { continue }
            if distance < limit || best.map({ entry.name.utf8.lexicographicallyPrecedes($0.name.utf8) }) ?? true {
                best = entry
                limit = distance
            }
        }
        // A short name shares nothing with one that differs in every letter.
        return best.flatMap { limit < max(wanted.count, $0.folded.count) ? $0.name : nil }
    }

    /// Upper and lower case, hyphens and underscores are the same slip of a finger.
    private static func fold(_ name: String) -> [UInt8] {
        name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "-"): UInt8(ascii: "_")
            default: byte
            }
        }
    }

    private static func letters(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
}

/// The closest of a few names; see `NameIndex` for many.
package func nearestName(to name: String, in names: some Sequence<String>) -> String? {
    NameIndex(names).nearest(to: name)
}
