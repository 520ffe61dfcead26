/// Damerau-Levenshtein distance (optimal string alignment): insert, delete, replace a byte, or swap two neighbours.
package enum EditDistance {
    /// The distance, or `nil` where it is above `limit`; costs at most the product of the lengths.
    package static func between(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        if left == right { return 0 }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...max(left.count, 1) where row <= left.count {
            var current = [row]
            current.reserveCapacity(right.count + 1)
            for column in 1...max(right.count, 1) where column <= right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(
                    previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, older[column - 2] + 1)
                }
                current.append(cost)
            }
            // A swap reaches back two rows: both must be too far before it is hopeless.
            if let near = current.min(), near > limit, (previous.min() ?? 0) > limit { return nil }
            older = previous
            previous = current
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
