/// The name that somebody probably meant.
enum NearestName {
    /// The closest of `names` within a third of the length of `name`; `nil` where none is close.
    static func find(_ name: String, in names: [String]) -> String? {
        let wanted = Array(name.utf8.prefix(64))
        var best: (name: String, distance: Int)?
        for candidate in names.prefix(2_000) {
            let limit = min(best?.distance ?? Int.max, max(wanted.count / 3, 1) + 1)
            let distance = distance(wanted, Array(candidate.utf8.prefix(64)))
            if distance < limit { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Edits from one to the other: inserted, deleted, replaced and swapped neighbouring bytes.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var above = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var row = [i + 1]
            for (j, y) in b.enumerated() {
                var cost = min(row[j] + 1, above[j + 1] + 1, above[j] + (x == y ? 0 : 1))
                if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            before = above
            above = row
        }
        return above[b.count]
    }
}
