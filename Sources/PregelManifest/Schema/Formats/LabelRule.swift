/// What a label of letters beyond ASCII must be: RFC 5891, with the code points' classes of RFC 5892.
///
/// Not checked: whether the text is in normalization form C, for the standard library does not tell.
enum LabelRule {
    static func accepts(_ label: [Unicode.Scalar]) -> Bool {
        guard let first = label.first, first != "-", label.last != "-" else { return false }
        if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
        guard !isMark(first) else { return false }
        return label.indices.allSatisfy { index in
            switch CodePointClass(label[index]) {
            case .valid: true
            case .disallowed: false
            case .contextual: ContextRule.accepts(label, at: index)
            }
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
