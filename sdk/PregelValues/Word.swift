/// Eight bytes at once.
enum Word {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// A mark at the first byte that a plain run within a JSON string cannot hold: a quote, a backslash, a control
    /// character, or one that is not ASCII. Marks behind the first may be wrong.
    @inline(__always)
    static func stringStops(_ word: UInt64) -> UInt64 {
        let control = word &- 0x20 &* ones
        let quote = (word ^ 0x22 &* ones) &- ones
        let backslash = (word ^ 0x5C &* ones) &- ones
        return (control | quote | backslash | word) & highBits
    }

    /// A mark at the first byte that must be escaped in a JSON string. Marks behind the first may be wrong.
    @inline(__always)
    static func escapes(_ word: UInt64) -> UInt64 {
        let control = word &- 0x20 &* ones
        let quote = (word ^ 0x22 &* ones) &- ones
        let backslash = (word ^ 0x5C &* ones) &- ones
        return (control | quote | backslash) & ~word & highBits
    }
}
