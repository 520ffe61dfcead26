import CHostSystem
import PregelValues

/// Makes texts of the current time: of the seconds only once in a second.
struct TimestampCache {
    /// Nanoseconds since 1970; before all times while there is none.
    private var second = Int64.min / 2
    /// A text with that second, and no microseconds.
    private var text = (Half(), Half())
    private typealias Half = SIMD2<UInt64>

    /// Bytes of a text.
    static let size = 32

    /// The current time (RFC 3339, UTC, microseconds).
    var now: Value {
        mutating get {
            withUnsafeTemporaryAllocation(byteCount: TimestampCache.size, alignment: 8) { bytes in
                if let place = bytes.baseAddress { write(to: place) }
                return Value(utf8: UnsafeRawBufferPointer(bytes))
            }
        }
    }

    /// Writes the current time.
    mutating func write(to place: UnsafeMutableRawPointer) {
        let time = host_wall_clock_ns()
        if UInt64(bitPattern: time &- second) >= 1_000_000_000 { begin(time / 1_000_000_000) }
        place.storeBytes(of: text.0, as: Half.self)
        place.storeBytes(of: text.1, toByteOffset: 16, as: Half.self)
        let rest = UInt32(truncatingIfNeeded: time &- second) / 1000
        put(rest / 10_000, at: place + 20)
        put(rest / 100 % 100, at: place + 22)
        put(rest % 100, at: place + 24)
    }

    @inline(never)
    private mutating func begin(_ seconds: Int64) {
        second = seconds * 1_000_000_000
        let words = Array((Timestamp.text(seconds: seconds) + ".000000+00:00").utf8)
        withUnsafeMutableBytes(of: &text) { $0.copyBytes(from: words.prefix(TimestampCache.size)) }
    }

    /// Writes two digits.
    @inline(__always)
    private func put(_ number: UInt32, at place: UnsafeMutableRawPointer) {
        let digits = (number / 10 | (number % 10) << 8) &+ 0x3030
        place.storeBytes(of: UInt16(truncatingIfNeeded: digits), as: UInt16.self)
    }
}
