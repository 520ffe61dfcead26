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

    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
