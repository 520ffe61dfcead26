/// A run's identity: a random UUID (RFC 9562, version 4), spelt out only where it is asked for.
public struct RunID: Sendable, Hashable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// A new one.
    init() {
        var random = SystemRandomNumberGenerator()
        high = random.next() & ~0xF000 | 0x4000
        low = random.next() & ~(3 << 62) | 1 << 63
    }

    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
            let word = place < 16 ? high : low
            text.append(digits[Int(word >> UInt64(60 - place % 16 * 4) & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
