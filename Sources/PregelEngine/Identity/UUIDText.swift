/// The usual spelling of a UUID: 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4).
enum UUIDText {
    /// Spells 128 bits.
    static func spell(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = digit < 16 ? high : low
                let four = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4) & 15)
                text[place] = four < 10 ? UInt8(ascii: "0") + four : UInt8(ascii: "a") + four - 10
                place += 1
            }
            return place
        }
    }

    /// The bits that a text spells; `nil` where it is no UUID.
    static func words(_ text: String) -> (high: UInt64, low: UInt64)? {
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
        return digits == 32 ? (words[0], words[1]) : nil
    }
}
