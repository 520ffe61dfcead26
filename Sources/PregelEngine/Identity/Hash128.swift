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

    /// The same digits grouped like those of a UUID, 8-4-4-4-12. No digit is set aside for a version.
    var groupedHex: String { spelt(grouped: true) }

    private func spelt(grouped: Bool) -> String {
        String(unsafeUninitializedCapacity: grouped ? 36 : 32) { text in
            var end = 0
            for place in 0..<32 {
                if grouped, place == 8 || place == 12 || place == 16 || place == 20 {
                    text.initializeElement(at: end, to: UInt8(ascii: "-"))
                    end += 1
                }
                let digit = UInt8(truncatingIfNeeded: (place < 16 ? high : low) >> UInt64(60 - place % 16 * 4)) & 15
                text.initializeElement(at: end, to: (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) + digit)
                end += 1
            }
            return end
        }
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
