import TestRandom

/// What inputs are made of, by chance.
typealias Chance = SplitMix64

extension Chance {
    /// True once in so many times.
    mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }

    /// A count that is mostly small, and at times as large as `most`.
    mutating func count(_ most: Int) -> Int { below(oneIn(20) ? most : min(most, 8)) + 1 }
}
