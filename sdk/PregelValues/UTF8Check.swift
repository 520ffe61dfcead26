/// Whether bytes are UTF-8 (RFC 3629: no surrogates, nothing longer than need be, nothing above U+10FFFF).
enum UTF8Check {
    /// The length of the multi-byte sequence that begins here; 0 where it is none.
    static func length(of bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let lead = bytes[0]
        func follows(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            offset < available && bytes[offset] >= low && bytes[offset] <= high
        }
        switch lead {
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return follows(1, 0xA0) && follows(2) ? 3 : 0
        case 0xED: return follows(1, 0x80, 0x9F) && follows(2) ? 3 : 0
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xF0: return follows(1, 0x90) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return follows(1, 0x80, 0x8F) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }

    /// The offset of the first byte that is not UTF-8; `nil` where all are.
    static func firstFault(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        let count = bytes.count
        var place = 0
        while place < count {
            if place + 8 <= count,
                UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                place += 8
            } else if base[place] < 0x80 {
                place += 1
            } else {
                let length = length(of: base + place, available: count - place)
                if length == 0 { return place }
                place += length
            }
        }
        return nil
    }
}
