import CHostSystem
import Synchronization

/// A checkpoint's identity: a UUID whose order is the order of creation (RFC 9562, version 7).
///
/// The ids of one process grow strictly, over all threads and namespaces, and are greater than every id that the process
/// has seen; so the newest checkpoint of a thread is the one with the greatest id, also where a clock was set back.
public struct CheckpointID: Sendable, Hashable, Comparable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    /// The 60 bits of time and count that ids are ordered by.
    private static let newest = Atomic<UInt64>(0)

    /// A new one.
    init() { self.init(milliseconds: host_wall_clock_ns() / 1_000_000) }

    /// A new one, made at a time since 1970.
    init(milliseconds: Int64) {
        let milliseconds = UInt64(milliseconds)
        let order = CheckpointID.advance(to: milliseconds << 12)
        high = (order >> 12) << 16 | 0x7000 | order & 0xFFF
        low = RandomBits.next() & ~(3 << 62) | 1 << 63
    }

    /// The id that is spelt so; `nil` where the text is no UUID.
    public init?(_ text: String) {
        guard let words = Hash128(grouped: text) else { return nil }
        high = words.high
        low = words.low
        _ = CheckpointID.advance(to: ((high >> 16) << 12 | high & 0xFFF) &+ 1)
    }

    /// The next place in the order: at least `least`, and behind all before.
    private static func advance(to least: UInt64) -> UInt64 {
        var last = newest.load(ordering: .relaxed)
        while true {
            let next = max(last &+ 1, least)
            let (exchanged, original) = newest.weakCompareExchange(
                expected: last, desired: next, ordering: .relaxed)
            if exchanged { return next }
            last = original
        }
    }

    /// When it was made, in milliseconds since 1970; later where many were made at once, or greater ids have been seen.
    public var milliseconds: Int64 { Int64(high >> 16) }

    /// Whether `a` was made before `b`.
    public static func < (a: CheckpointID, b: CheckpointID) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// The UUID in its usual spelling.
    public var description: String { Hash128(high: high, low: low).groupedHex }
}
