/// Eight bytes at once.
enum Word {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// All bits that are set in some byte of a text that is not empty: two words that overlap read a short one.
    @inline(__always)
    static func allBits(of text: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 8 {
            var bits = (text + count - 8).loadUnaligned(as: UInt64.self)
            var offset = 0
            if count >= 64 {
                var wide = SIMD4<UInt64>()
                while offset &+ 32 <= count {
                    wide |= (text + offset).loadUnaligned(as: SIMD4<UInt64>.self)
                    offset &+= 32
                }
                bits |= wide[0] | wide[1] | wide[2] | wide[3]
            }
            while offset &+ 8 <= count {
                bits |= (text + offset).loadUnaligned(as: UInt64.self)
                offset &+= 8
            }
            return bits
        }
        return short(text, count)
    }

    /// A text of 1 to 7 bytes as a number, another for each of the same length.
    @inline(__always)
    static func short(_ text: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            let first = UInt64(text.loadUnaligned(as: UInt32.self))
            return first | UInt64((text + count - 4).loadUnaligned(as: UInt32.self)) << 32
        }
        let first = UInt64(text.load(as: UInt8.self))
        let middle = UInt64((text + count / 2).load(as: UInt8.self)) << 8
        return first | middle | UInt64((text + count - 1).load(as: UInt8.self)) << 16
    }

    /// Copies a text that is not empty: words that overlap copy a short one.
    @inline(__always)
    static func copy(_ text: UnsafeRawPointer, to place: UnsafeMutableRawPointer, _ count: Int) {
        if count > 16 {
            place.copyMemory(from: text, byteCount: count)
        } else if count >= 8 {
            let last = (text + count - 8).loadUnaligned(as: UInt64.self)
            place.storeBytes(of: text.loadUnaligned(as: UInt64.self), as: UInt64.self)
            (place + count - 8).storeBytes(of: last, as: UInt64.self)
        } else if count >= 4 {
            let last = (text + count - 4).loadUnaligned(as: UInt32.self)
            place.storeBytes(of: text.loadUnaligned(as: UInt32.self), as: UInt32.self)
            (place + count - 4).storeBytes(of: last, as: UInt32.self)
        } else {
            let middle = text.load(fromByteOffset: count / 2, as: UInt8.self)
            let last = text.load(fromByteOffset: count - 1, as: UInt8.self)
            place.storeBytes(of: text.load(as: UInt8.self), as: UInt8.self)
            place.storeBytes(of: middle, toByteOffset: count / 2, as: UInt8.self)
            place.storeBytes(of: last, toByteOffset: count - 1, as: UInt8.self)
        }
    }

    /// Copies a text that is not empty, and gives all bits that are set in some byte of it.
    @inline(__always)
    static func copyNoting(_ text: UnsafeRawPointer, to place: UnsafeMutableRawPointer, _ count: Int) -> UInt64 {
        if count >= 8 {
            let last = (text + count - 8).loadUnaligned(as: UInt64.self)
            var bits = last
            var offset = 0
            while offset &+ 8 < count {
                let word = (text + offset).loadUnaligned(as: UInt64.self)
                place.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
                bits |= word
                offset &+= 8
            }
            place.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
            return bits
        }
        if count >= 4 {
            let first = text.loadUnaligned(as: UInt32.self)
            let last = (text + count - 4).loadUnaligned(as: UInt32.self)
            place.storeBytes(of: first, as: UInt32.self)
            place.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
            return UInt64(first | last)
        }
        let first = text.load(as: UInt8.self)
        let middle = text.load(fromByteOffset: count / 2, as: UInt8.self)
        let last = text.load(fromByteOffset: count &- 1, as: UInt8.self)
        place.storeBytes(of: first, as: UInt8.self)
        place.storeBytes(of: middle, toByteOffset: count / 2, as: UInt8.self)
        place.storeBytes(of: last, toByteOffset: count &- 1, as: UInt8.self)
        return UInt64(first | middle | last)
    }

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
