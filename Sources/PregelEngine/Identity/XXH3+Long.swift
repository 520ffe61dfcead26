/// XXH3 of more than 240 bytes: stripes of 64 bytes are added up in eight lanes.
extension XXH3 {
    private static let stripe = 64
    /// As many stripes as the secret has room for, moving on by a word with each.
    private static let stripesPerBlock = 16

    static func hashLong(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        var lanes = Lanes()
        // The last byte is left to the last stripe, which always ends with the input.
        let stripes = (bytes.count - 1) / stripe
        for index in 0..<stripes {
            let place = index % stripesPerBlock
            if index > 0, place == 0 { lanes.scramble() }
            lanes.add(bytes, at: index * stripe, secretOffset: place * 8)
        }
        // A block is scrambled once it is full, even if nothing but the last stripe follows.
        if stripes % stripesPerBlock == 0 { lanes.scramble() }
        lanes.add(bytes, at: bytes.count - stripe, secretOffset: 121)
        return lanes.hash(count: bytes.count)
    }

    private struct Lanes {
        private var sums: [8 of UInt64] = [
            Prime.p32x3, Prime.p64x1, Prime.p64x2, Prime.p64x3, Prime.p64x4, Prime.p32x2, Prime.p64x5, Prime.p32x1,
        ]

        mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: Int, secretOffset: Int) {
            for lane in 0..<8 {
                let input = word(bytes, at: offset + lane * 8)
                let keyed = input ^ secret(at: secretOffset + lane * 8)
                // The input itself goes to the neighbour: a product of nought must not lose it.
                sums[lane ^ 1] &+= input
                sums[lane] &+= (keyed & 0xFFFF_FFFF) &* (keyed >> 32)
            }
        }

        mutating func scramble() {
            for lane in 0..<8 {
                let mixed = sums[lane] ^ sums[lane] >> 47 ^ secret(at: 128 + lane * 8)
                sums[lane] = mixed &* Prime.p32x1
            }
        }

        func hash(count: Int) -> Hash128 {
            Hash128(
                high: merged(from: ~(UInt64(count) &* Prime.p64x2), secretOffset: 117),
                low: merged(from: UInt64(count) &* Prime.p64x1, secretOffset: 11))
        }

        private func merged(from start: UInt64, secretOffset: Int) -> UInt64 {
            var sum = start
            for lane in stride(from: 0, to: 8, by: 2) {
                let offset = secretOffset + lane * 8
                sum &+= folded(sums[lane] ^ secret(at: offset), sums[lane + 1] ^ secret(at: offset + 8))
            }
            return finished(sum)
        }
    }
}
