/// A run's identity: a random UUID (RFC 9562, version 4), spelt out only where it is asked for.
public struct RunID: Sendable, Hashable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    /// A new one.
    init() {
        high = RandomBits.next() & ~0xF000 | 0x4000
        low = RandomBits.next() & ~(3 << 62) | 1 << 63
    }

    /// The UUID in its usual spelling.
    public var description: String { Hash128(high: high, low: low).groupedHex }
}
