/// The checks that bytes are UTF-8, as the Unicode standard's table 3-7 has it.
enum UTF8Check {
    /// How long the character that starts at `text` is; 0 where no character starts there.
    ///
    /// Reads no byte behind the first wrong one, so a NUL behind the text ends it.
    @inline(__always)
    static func length(_ text: UnsafePointer<UInt8>) -> Int {
        let first = text[0]
        if first < 0x80 { return 1 }
        if first < 0xC2 || first > 0xF4 { return 0 }
        let second = text[1]
        if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
        // The second byte is what keeps out long forms, surrogates and what is beyond U+10FFFF.
        let low: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= low, second <= high, text[2] & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 { return 3 }
        return text[3] & 0xC0 == 0x80 ? 4 : 0
    }

    /// Where `bytes` stop to be UTF-8; `nil` where all are.
    static func firstFault(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        let count = bytes.count
        while index < count {
            if index + 8 <= count, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & Word.highBits == 0 {
                index += 8
                continue
            }
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = index + 4 <= count ? character(bytes, at: index) : lastCharacter(bytes, at: index)
            if length == 0 { return index }
            index += length
        }
        return nil
    }

    @inline(__always)
    private static func character(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        bytes.baseAddress.map { length(($0 + index).assumingMemoryBound(to: UInt8.self)) } ?? 0
    }

    /// The same where fewer than four bytes are left: NULs stand in for what is behind them.
    private static func lastCharacter(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { copy in
            copy.initialize(repeating: 0)
            for offset in 0..<(bytes.count - index) { copy[offset] = bytes[index + offset] }
            return copy.baseAddress.map { length(UnsafePointer($0)) } ?? 0
        }
    }
}
