/// A number as Swift's source has it, for JSON.
struct NumberLiteral {
    let isWhole: Bool
    /// The digits of a whole number.
    let digits: String
    /// The number as one with a fraction: what the SDK writes for a `Double`.
    let fraction: String

    /// Reads a number that is not negative; `nil` where the text is none.
    init?(_ text: String) {
        let plain = text.filter { $0 != "_" }
        let radixes: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
        for (prefix, radix) in radixes where plain.hasPrefix(prefix) {
            guard let number = Int(plain.dropFirst(2), radix: radix) else { return nil }
            (isWhole, digits, fraction) = (true, String(number), String(number) + ".0")
            return
        }
        if let number = Int(plain) {
            (isWhole, digits, fraction) = (true, String(number), String(Double(number)))
            return
        }
        guard let number = Double(plain), number.isFinite, !plain.hasPrefix("0x") else { return nil }
        (isWhole, digits, fraction) = (false, "", String(number))
    }
}
