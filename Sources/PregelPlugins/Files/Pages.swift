/// Parts of a file in whole pages.
enum Pages {
    /// A multiple of the size of those that files are mapped by, and what `host_seal` takes.
    private static let size = 1 << 16

    /// The pages that these parts are in, in order, those that meet as one.
    static func covering(_ parts: [Range<Int>], upTo count: Int) -> [Range<Int>] {
        let pages = parts.filter { !$0.isEmpty && $0.lowerBound < count }.map { part in
            part.lowerBound / size * size..<(min(part.upperBound, count) + size - 1) / size * size
        }
        var joined: [Range<Int>] = []
        for part in pages.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, part.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}
