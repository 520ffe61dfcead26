import CHostSystem
import PregelValues

/// Makes texts of the current time: of the seconds only once in a second.
struct TimestampCache {
    private var second: Int64 = -1
    private var text: [UInt8] = []

    /// The current time (RFC 3339, UTC, microseconds).
    var now: Value {
        mutating get {
            let time = host_wall_clock_ns()
            if time / 1_000_000_000 != second {
                second = time / 1_000_000_000
                text = Array((Timestamp.text(seconds: second) + ".000000+00:00").utf8)
            }
            return text.withUnsafeMutableBytes { bytes in
                var rest = time % 1_000_000_000 / 1000
                for place in stride(from: 25, through: 20, by: -1) {
                    bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                return Value(utf8: UnsafeRawBufferPointer(bytes))
            }
        }
    }
}
