/// A hash of 128 bits, read as one number: `high` comes first wherever it is written out.
struct Hash128: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// The 16 bytes in canonical order, the most significant first.
    var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - $0 % 8 * 8)) }
    }

    /// The canonical spelling: 32 digits in lower case.
    var hex: String { spelt(grouped: false) }

    /// The 32 digits in groups like those of a UUID, 8-4-4-4-12. No digit is set aside for a version.
    var groupedHex: String { spelt(grouped: true) }

    private func spelt(grouped: Bool) -> String {
        String(unsafeUninitializedCapacity: grouped ? Hash128.groupedCount : 32) { text in
            guard let place = UnsafeMutableRawPointer(text.baseAddress) else { return 0 }
            if grouped { return writeGrouped(to: place) }
            for half in 0..<2 {
                place.storeBytes(of: digits(half == 0 ? high : low).0, toByteOffset: half * 16, as: UInt64.self)
                place.storeBytes(of: digits(half == 0 ? high : low).1, toByteOffset: half * 16 + 8, as: UInt64.self)
            }
            return 32
        }
    }

    /// Bytes of `groupedHex`.
    static let groupedCount = 36

    /// Writes the bytes of `groupedHex`.
    @inline(__always)
    @discardableResult
    func writeGrouped(to place: UnsafeMutableRawPointer) -> Int {
        let (first, second) = digits(high)
        let (third, fourth) = digits(low)
        let dash = UInt8(ascii: "-")
        place.storeBytes(of: first, as: UInt64.self)
        place.storeBytes(of: dash, toByteOffset: 8, as: UInt8.self)
        place.storeBytes(of: UInt32(truncatingIfNeeded: second), toByteOffset: 9, as: UInt32.self)
        place.storeBytes(of: dash, toByteOffset: 13, as: UInt8.self)
        place.storeBytes(of: UInt32(truncatingIfNeeded: second >> 32), toByteOffset: 14, as: UInt32.self)
        place.storeBytes(of: dash, toByteOffset: 18, as: UInt8.self)
        place.storeBytes(of: UInt32(truncatingIfNeeded: third), toByteOffset: 19, as: UInt32.self)
        place.storeBytes(of: dash, toByteOffset: 23, as: UInt8.self)
        place.storeBytes(of: UInt32(truncatingIfNeeded: third >> 32), toByteOffset: 24, as: UInt32.self)
        place.storeBytes(of: fourth, toByteOffset: 28, as: UInt64.self)
        return Hash128.groupedCount
    }

    /// The 16 digits of a word, eight each, as they lie in memory.
    @inline(__always)
    private func digits(_ word: UInt64) -> (UInt64, UInt64) {
        (Hash128.digits(UInt32(word >> 32)), Hash128.digits(UInt32(truncatingIfNeeded: word)))
    }

    /// Eight digits at once: four bits to each byte, then to a letter or a numeral.
    @inline(__always)
    private static func digits(_ half: UInt32) -> UInt64 {
        var word = UInt64(half.byteSwapped)
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        word = ((word >> 4) | word << 8) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((word &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return word &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }
}

extension Hash128 {
    /// Takes back what `groupedHex` gave; `nil` for another text.
    init?(grouped text: String) {
        var words: [UInt64] = [0, 0]
        var digits = 0
        for (place, byte) in text.utf8.enumerated() {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard digits < 32, let four = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            words[digits / 16] = words[digits / 16] << 4 | UInt64(four)
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: words[0], low: words[1])
    }
}
