/// A set of scalars: `[a-z]`, `\d`, `.`.
struct ScalarSet: Sendable {
    enum Part: Sendable {
        case range(ClosedRange<UInt32>)
        /// A general category by its first letter, or both: `L`, `Lu`.
        case category(String)
        /// A property that is had or not: `Alphabetic`.
        case property(UnicodeProperty)
        case not(ScalarSet)
    }

    var parts: [Part] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isIn = parts.contains { part in
            switch part {
            case .range(let range): range.contains(scalar.value)
            case .category(let name): scalar.properties.generalCategory.abbreviation.hasPrefix(name)
            case .property(let property): property.holds(for: scalar)
            case .not(let set): !set.contains(scalar)
            }
        }
        return isIn != isNegated
    }

    init(_ ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
        parts = ranges.map { .range($0) }
        self.isNegated = isNegated
    }

    static let digits = ScalarSet([48...57])
    static let wordCharacters = ScalarSet([48...57, 65...90, 95...95, 97...122])
    static let spaces = ScalarSet([
        9...13, 32...32, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    static let anyButLineBreak = ScalarSet([10...10, 13...13, 0x2028...0x2029], isNegated: true)

    var negated: ScalarSet {
        var copy = self
        copy.isNegated.toggle()
        return copy
    }
}
