import CHostSystem
import Glibc

/// Times as texts.
enum Timestamp {
    /// A time after 1970 (RFC 3339, UTC).
    static func text(milliseconds: Int64) -> String {
        text(seconds: milliseconds / 1000) + ".\(digits(Int32(milliseconds % 1000), 3))+00:00"
    }

    static func text(seconds: Int64) -> String {
        var seconds = Int(seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
        let clock = "\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):\(digits(parts.tm_sec, 2))"
        return "\(date)T\(clock)"
    }

    private static func digits(_ number: Int32, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(width - text.utf8.count, 0)) + text
    }
}
