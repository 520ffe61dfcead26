/// Damerau-Levenshtein distance (optimal string alignment): insert, delete, replace a byte, or swap two neighbours.
package enum EditDistance {
    /// The distance, or `nil` where it is above `limit`; costs at most the shorter length times `limit`.
    package static func between(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        return left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                // What both begin and end with costs nothing; names of one family differ in little else.
                var start = 0
                while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
                var end = 0
                while end < min(left.count, right.count) - start,
                    left[left.count - 1 - end] == right[right.count - 1 - end]
                {
                    end += 1
                }
                return distance(
                    UnsafeBufferPointer(rebasing: left[start..<left.count - end]),
                    UnsafeBufferPointer(rebasing: right[start..<right.count - end]), limit)
            }
        }
    }

    private static func distance(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, _ limit: Int
    ) -> Int? {
        if left.isEmpty || right.isEmpty {
            let rest = max(left.count, right.count)
            return rest <= limit ? rest : nil
        }
        let width = right.count + 1
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
            rows.initialize(repeating: limit + 1)
            for column in 0..<width { rows[column] = column }
            for row in 1...left.count {
                // Three rows in turn: this one, the one before, and the one before that, which a swap needs.
                let table = Row(this: row % 3 * width, before: (row + 2) % 3 * width, older: (row + 1) % 3 * width)
                if fill(row, table, rows, left, right, limit) > limit { return nil }
            }
            let result = rows[left.count % 3 * width + right.count]
            return result <= limit ? result : nil
        }
    }

    /// Where rows begin.
    private struct Row {
        let this, before, older: Int
    }

    /// Fills a row near its diagonal, where alone distances can be within the limit; returns the least of this row and
    /// the one before.
    private static func fill(
        _ row: Int, _ table: Row, _ rows: UnsafeMutableBufferPointer<Int>, _ left: UnsafeBufferPointer<UInt8>,
        _ right: UnsafeBufferPointer<UInt8>, _ limit: Int
    ) -> Int {
        let width = right.count + 1
        for column in 0..<width { rows[table.this + column] = limit + 1 }
        if row <= limit { rows[table.this] = row }
        var least = row
        let band = max(1, row - limit)...max(1, min(right.count, row + limit))
        for column in band where column < width {
            let same = left[row - 1] == right[column - 1]
            var cost = min(
                rows[table.before + column] + 1, rows[table.this + column - 1] + 1,
                rows[table.before + column - 1] + (same ? 0 : 1))
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                cost = min(cost, rows[table.older + column - 2] + 1)
            }
            rows[table.this + column] = cost
            least = min(least, cost)
        }
        // A swap reaches back two rows: both must be too far before it is hopeless.
        for column in 0..<width { least = min(least, rows[table.before + column]) }
        return least
    }
}
