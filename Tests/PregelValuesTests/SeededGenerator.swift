import PregelValues
import TestRandom

/// Random numbers of which values are made.
typealias SeededGenerator = SplitMix64

extension SeededGenerator {
    /// Any value that JSON can say, at most `depth` deep.
    mutating func value(depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &self) {
        case 0: return .null
        case 1: return Value(Bool.random(using: &self))
        case 2: return Value(Int.random(in: -1000...1000, using: &self))
        case 3: return Value(Int(truncatingIfNeeded: next()))
        case 4: return Value(Double(bitPattern: next()))  // A NaN or an infinity becomes null.
        case 5: return Value(Double(Int.random(in: -100_000...100_000, using: &self)) / 100)
        case 6: return Value(string())
        case 7:
            return .object(
                (0..<Int.random(in: 0...20, using: &self)).map { (string() + "\($0)", value(depth: depth - 1)) })
        default: return .array((0..<Int.random(in: 0...8, using: &self)).map { _ in value(depth: depth - 1) })
        }
    }

    /// Text of all planes, with the characters that JSON escapes.
    mutating func string() -> String {
        var text = String.UnicodeScalarView()
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7E, 0x20...0x7E, 0x80...0x7FF, 0x800...0xFFFF, 0x10000...0x10FFFF,
        ]
        for _ in 0..<Int.random(in: 0...24, using: &self) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &self)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { text.append(scalar) }
        }
        return String(text)
    }
}
