/// Where the code points may stand that are allowed beside certain neighbours alone: RFC 5892, appendix A.
enum ContextRule {
    static func accepts(_ label: [Unicode.Scalar], at index: Int) -> Bool {
        let before = index > 0 ? label[index - 1] : nil
        let after = index + 1 < label.count ? label[index + 1] : nil
        switch label[index].value {
        case 0x200D: return isVirama(before)
        case 0x200C: return isVirama(before) || Joining.isBetweenJoined(label, at: index)
        case 0x00B7: return before == "l" && after == "l"
        case 0x0375: return after.map { Script.isGreek($0.value) } ?? false
        case 0x05F3, 0x05F4: return before.map { Script.isHebrew($0.value) } ?? false
        case 0x30FB: return label.contains { $0.value != 0x30FB && Script.isJapanese($0.value) }
        case 0x0660...0x0669: return !label.contains { (0x06F0...0x06F9).contains($0.value) }
        case 0x06F0...0x06F9: return !label.contains { (0x0660...0x0669).contains($0.value) }
        default: return false
        }
    }

    private static func isVirama(_ scalar: Unicode.Scalar?) -> Bool {
        scalar?.properties.canonicalCombiningClass == .virama
    }
}

/// The scripts that the rules ask for.
private enum Script {
    static func isGreek(_ value: UInt32) -> Bool {
        switch value {
        case 0x0370...0x0373, 0x0375...0x0377, 0x037A...0x037D, 0x037F, 0x0384, 0x0386, 0x0388...0x03E1: true
        case 0x03F0...0x03FF, 0x1D26...0x1D2A, 0x1F00...0x1FFE: true
        default: false
        }
    }

    static func isHebrew(_ value: UInt32) -> Bool {
        (0x0591...0x05F4).contains(value) || (0xFB1D...0xFB4F).contains(value)
    }

    /// Hiragana, Katakana or Han.
    static func isJapanese(_ value: UInt32) -> Bool {
        switch value {
        case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF: true
        case 0x2E80...0x2FD5, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF: true
        case 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}

/// Which letters join their neighbours: a mark between two that would says that they do not.
private enum Joining {
    static func isBetweenJoined(_ label: [Unicode.Scalar], at index: Int) -> Bool {
        guard let before = label[..<index].last(where: { !isTransparent($0) }),
            let after = label[(index + 1)...].first(where: { !isTransparent($0) })
        else { return false }
        return joinsBoth(before) && (joinsBoth(after) || joinsBefore(after.value))
    }

    private static func isTransparent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        case .format: scalar.value != 0x200C && scalar.value != 0x200D
        default: false
        }
    }

    /// Letters of the cursive scripts; of Arabic's, those that join one side alone are told apart.
    private static func joinsBoth(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.properties.generalCategory == .otherLetter, !joinsBefore(scalar.value) else { return false }
        return switch scalar.value {
        case 0x0621, 0x0674, 0x06D5: false
        case 0x0620...0x06FF, 0x0710...0x077F, 0x07CA...0x07EA, 0x0840...0x08C7, 0x1820...0x18AA: true
        default: false
        }
    }

    private static func joinsBefore(_ value: UInt32) -> Bool {
        switch value {
        case 0x0622...0x0625, 0x0627, 0x0629, 0x062F...0x0632, 0x0648, 0x0671...0x0673, 0x0675...0x0677: true
        case 0x0688...0x0699, 0x06C0, 0x06C3...0x06CB, 0x06CD, 0x06CF, 0x06D2, 0x06D3, 0x06D5, 0x06EE, 0x06EF: true
        case 0x0710, 0x0715...0x0719, 0x071E, 0x0728, 0x072A, 0x072C, 0x072F: true
        default: false
        }
    }
}
