/// The classes of ASCII characters that the grammars of formats are made of.
extension UInt8 {
    var isDigit: Bool { (48...57).contains(self) }

    var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }

    var isAlphanumeric: Bool { isDigit || isLetter }

    var isHexadecimal: Bool { isDigit || (65...70).contains(self) || (97...102).contains(self) }
}
