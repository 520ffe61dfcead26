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

    /// The one that belongs to a name: two rounds of FNV-1a over its bytes, mixed.
    init(naming name: String) {
        var words: (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0x9AE1_6A3B_2F90_404F)
        for byte in name.utf8 {
            words.0 = (words.0 ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            words.1 = (words.1 ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            words.1 ^= words.1 >> 29
        }
        words.0 = (words.0 ^ (words.0 >> 32)) &* 0xD6E8_FEB8_6659_FD93
        high = (words.0 ^ (words.0 >> 32)) & ~0xF000 | 0x8000
        low = words.1 & ~(3 << 62) | 1 << 63
    }

    /// The UUID in its usual spelling.
    public var description: String { UUIDText.spell(high, low) }
}
