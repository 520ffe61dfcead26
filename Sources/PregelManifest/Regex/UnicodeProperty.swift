/// The properties of code points that a pattern may ask for by name.
enum UnicodeProperty: String, Sendable {
    case any = "Any"
    case ascii = "ASCII"
    case assigned = "Assigned"
    case alphabetic = "Alphabetic"
    case uppercase = "Uppercase"
    case lowercase = "Lowercase"
    case cased = "Cased"
    case caseIgnorable = "Case_Ignorable"
    case whiteSpace = "White_Space"
    case hexDigit = "Hex_Digit"
    case asciiHexDigit = "ASCII_Hex_Digit"
    case idStart = "ID_Start"
    case idContinue = "ID_Continue"
    case xidStart = "XID_Start"
    case xidContinue = "XID_Continue"
    case ideographic = "Ideographic"
    case math = "Math"
    case dash = "Dash"
    case diacritic = "Diacritic"
    case emoji = "Emoji"
    case emojiPresentation = "Emoji_Presentation"
    case emojiModifier = "Emoji_Modifier"
    case emojiModifierBase = "Emoji_Modifier_Base"
    case quotationMark = "Quotation_Mark"
    case defaultIgnorable = "Default_Ignorable_Code_Point"
    case noncharacter = "Noncharacter_Code_Point"

    /// What a name in `\p{…}` stands for.
    enum Meaning {
        case known(ScalarSet)
        /// ECMAScript has it; the standard library knows no scripts.
        case script
        case unknown
    }

    private static let short = [
        "Alpha": alphabetic, "Upper": uppercase, "Lower": lowercase, "CI": caseIgnorable, "space": whiteSpace,
        "Hex": hexDigit, "AHex": asciiHexDigit, "IDS": idStart, "IDC": idContinue, "XIDS": xidStart,
        "XIDC": xidContinue, "Ideo": ideographic, "Dia": diacritic, "EPres": emojiPresentation, "EMod": emojiModifier,
        "EBase": emojiModifierBase, "QMark": quotationMark, "DI": defaultIgnorable, "NChar": noncharacter,
    ]

    static func find(_ text: String) -> Meaning {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 1 else {
            switch halves[0] {
            case "General_Category", "gc": return category(halves[1])
            case "Script", "sc", "Script_Extensions", "scx": return halves[1].isEmpty ? .unknown : .script
            default: return .unknown
            }
        }
        guard let property = UnicodeProperty(rawValue: text) ?? short[text] else { return category(text) }
        return known(.property(property))
    }

    private static func category(_ name: String) -> Meaning {
        guard let letters = CategoryNames.letters(of: name) else { return .unknown }
        guard letters == "LC" else { return known(.category(letters)) }
        return known(.category("Lu"), .category("Ll"), .category("Lt"))
    }

    private static func known(_ parts: ScalarSet.Part...) -> Meaning {
        var set = ScalarSet()
        set.parts = parts
        return .known(set)
    }

    func holds(for scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch self {
        case .any: true
        case .ascii: scalar.isASCII
        case .assigned: properties.generalCategory != .unassigned
        case .alphabetic: properties.isAlphabetic
        case .uppercase: properties.isUppercase
        case .lowercase: properties.isLowercase
        case .cased: properties.isCased
        case .caseIgnorable: properties.isCaseIgnorable
        case .whiteSpace: properties.isWhitespace
        case .hexDigit: properties.isHexDigit
        case .asciiHexDigit: properties.isASCIIHexDigit
        case .idStart: properties.isIDStart
        case .idContinue: properties.isIDContinue
        case .xidStart: properties.isXIDStart
        case .xidContinue: properties.isXIDContinue
        case .ideographic: properties.isIdeographic
        case .math: properties.isMath
        case .dash: properties.isDash
        case .diacritic: properties.isDiacritic
        case .emoji: properties.isEmoji
        case .emojiPresentation: properties.isEmojiPresentation
        case .emojiModifier: properties.isEmojiModifier
        case .emojiModifierBase: properties.isEmojiModifierBase
        case .quotationMark: properties.isQuotationMark
        case .defaultIgnorable: properties.isDefaultIgnorableCodePoint
        case .noncharacter: properties.isNoncharacterCodePoint
        }
    }
}
