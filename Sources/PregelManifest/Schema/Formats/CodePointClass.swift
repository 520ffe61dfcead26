/// What a code point may do in a label: derived from its properties as RFC 5892 does it.
enum CodePointClass {
    case valid
    case disallowed
    /// Allowed where its neighbours are right.
    case contextual

    init(_ scalar: Unicode.Scalar) {
        if let exception = Self.exception(scalar.value) {
            self = exception
            return
        }
        let isPlain = (97...122).contains(scalar.value) || (48...57).contains(scalar.value) || scalar == "-"
        self = isPlain || Self.isLetterOrDigit(scalar) && !Self.isUnstable(scalar) ? .valid : .disallowed
    }

    private static func exception(_ value: UInt32) -> CodePointClass? {
        switch value {
        case 0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007: .valid
        case 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB, 0x0660...0x0669, 0x06F0...0x06F9: .contextual
        case 0x200C, 0x200D: .contextual
        case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: .disallowed
        default: nil
        }
    }

    /// Whether case folding or compatibility would make another text of it, or nothing at all.
    private static func isUnstable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.changesWhenNFKCCaseFolded || scalar.properties.isDefaultIgnorableCodePoint
            || scalar.properties.isNoncharacterCodePoint || isOldHangul(scalar.value) || isSymbolBlock(scalar.value)
    }

    /// The letters of which syllables are composed.
    private static func isOldHangul(_ value: UInt32) -> Bool {
        (0x1100...0x11FF).contains(value) || (0xA960...0xA97F).contains(value) || (0xD7B0...0xD7FF).contains(value)
    }

    /// Marks for symbols, and musical notation.
    private static func isSymbolBlock(_ value: UInt32) -> Bool {
        (0x20D0...0x20FF).contains(value) || (0x1D100...0x1D24F).contains(value)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: true
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }
}
