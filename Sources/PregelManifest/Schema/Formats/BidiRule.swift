/// How letters that run right to left may stand in a host's name: RFC 5893.
enum BidiRule {
    /// The directions that the code points of a label can have.
    private enum Direction {
        case left, right, arabicNumber, number, mark, neutral
    }

    /// Whether all labels of a name follow the rule; it concerns only names with right-to-left letters.
    static func accepts(_ labels: [[Unicode.Scalar]]) -> Bool {
        let directions = labels.map { $0.map(direction) }
        guard directions.contains(where: { $0.contains { $0 == .right || $0 == .arabicNumber } }) else { return true }
        return directions.allSatisfy(accepts)
    }

    private static func accepts(_ label: [Direction]) -> Bool {
        let last = label.last { $0 != .mark }
        switch label.first {
        case .right:
            let hasBothNumbers = label.contains(.number) && label.contains(.arabicNumber)
            return !label.contains(.left) && !hasBothNumbers
                && (last == .right || last == .number || last == .arabicNumber)
        case .left:
            return !label.contains(.right) && !label.contains(.arabicNumber) && (last == .left || last == .number)
        default: return false
        }
    }

    private static func direction(_ scalar: Unicode.Scalar) -> Direction {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return .mark
        default: break
        }
        switch scalar.value {
        case 0x30...0x39, 0x06F0...0x06F9: return .number
        case 0x0660...0x0669, 0x066B, 0x066C, 0x06DD, 0x10D30...0x10D39: return .arabicNumber
        case 0x2D, 0x00B7, 0x0375, 0x30FB, 0x200C, 0x200D: return .neutral
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return .right
        default: return .left
        }
    }
}
