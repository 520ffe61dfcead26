/// XXH3 of 17 to 240 bytes: pairs of 16 bytes are mixed into two sums.
extension XXH3 {
    /// From both ends inwards, so that the middle may be read twice.
    static func hashUpTo128(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        let count = bytes.count
        var sums = PairSums(count: count)
        for round in stride(from: (count - 1) / 32, through: 0, by: -1) {
            sums.mix(bytes, 16 * round, count - 16 * (round + 1), secretOffset: 32 * round)
        }
        return sums.hash(count: count)
    }

    /// From the start, the first 128 bytes apart from the others; the end may be read twice.
    static func hashUpTo240(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        let count = bytes.count
        var sums = PairSums(count: count)
        for offset in stride(from: 0, to: 128, by: 32) {
            sums.mix(bytes, offset, offset + 16, secretOffset: offset)
        }
        sums.finish()
        for offset in stride(from: 128, through: count - 32, by: 32) {
            sums.mix(bytes, offset, offset + 16, secretOffset: offset - 128 + 3)
        }
        sums.mix(bytes, count - 16, count - 32, secretOffset: 103)
        return sums.hash(count: count)
    }

    private struct PairSums {
        private var low: UInt64
        private var high: UInt64 = 0

        init(count: Int) { low = UInt64(count) &* Prime.p64x1 }

        /// Mixes in the 16 bytes at `first` and those at `second`.
        mutating func mix(_ bytes: UnsafeRawBufferPointer, _ first: Int, _ second: Int, secretOffset: Int) {
            let (a, b) = (word(bytes, at: first), word(bytes, at: first + 8))
            let (c, d) = (word(bytes, at: second), word(bytes, at: second + 8))
            low &+= folded(a ^ secret(at: secretOffset), b ^ secret(at: secretOffset + 8))
            low ^= c &+ d
            high &+= folded(c ^ secret(at: secretOffset + 16), d ^ secret(at: secretOffset + 24))
            high ^= a &+ b
        }

        mutating func finish() { (low, high) = (finished(low), finished(high)) }

        func hash(count: Int) -> Hash128 {
            let mixed = low &* Prime.p64x1 &+ high &* Prime.p64x4 &+ UInt64(count) &* Prime.p64x2
            return Hash128(high: 0 &- finished(mixed), low: finished(low &+ high))
        }
    }
}
