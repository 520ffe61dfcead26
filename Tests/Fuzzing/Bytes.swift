import TestRandom

/// Changes of bytes, whatever they mean.
enum Bytes {
    private static let odd: [[UInt8]] = [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
        [0xE2, 0x80, 0xAE], [0x1B],
        Array("\\u0000".utf8), Array("\\ud83d".utf8), Array("\\ud83d\\ude00".utf8), Array("\\x".utf8), Array("\"".utf8),
        Array("{".utf8), Array("]".utf8), Array(":".utf8), Array(",".utf8), Array("e\u{301}".utf8), Array("~1".utf8),
        Array("\n".utf8),
    ]

    static func change(_ bytes: inout [UInt8], _ chance: inout Chance) {
        guard !bytes.isEmpty else {
            bytes = chance.pick(odd)
            return
        }
        let place = chance.below(bytes.count)
        let end = min(bytes.count, place + chance.count(40))
        switch chance.below(7) {
        case 0: bytes[place] ^= 1 << UInt8(chance.below(8))
        case 1: bytes[place] = chance.byte()
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: chance.below(bytes.count))
        case 4: bytes.insert(contentsOf: chance.pick(odd), at: place)
        case 5: bytes.swapAt(place, chance.below(bytes.count))
        default:
            if chance.oneIn(4) {
                bytes.removeSubrange(place...)
            } else {
                bytes[place] = chance.pick([0, 0x7F, 0x80, 0xFF])
            }
        }
    }

    /// The beginning of one, and the end of the other.
    static func splice(_ bytes: inout [UInt8], _ other: [UInt8], _ chance: inout Chance) {
        bytes = bytes.prefix(chance.below(bytes.count + 1)) + other.suffix(chance.below(other.count + 1))
    }
}
