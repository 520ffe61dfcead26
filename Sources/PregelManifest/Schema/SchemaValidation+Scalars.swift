import PregelDiagnostics
import PregelLogic
import PregelValues

/// Keywords about numbers, strings, and single values.
extension SchemaValidation {
    mutating func checkChoices(_ value: Value, _ node: SchemaNode, _ path: Path) -> Bool {
        if let only = node.exactly, only != value {
            report(path, "const", "expected \(only.brief), found \(value.brief)")
            return false
        }
        guard let choices = node.choices, !choices.contains(value) else { return true }
        let names = choices.compactMap(\.string)
        let close = value.string.flatMap { nearestName(to: $0, in: names) }
        report(
            path, "enum", "\(value.brief) is none of the values that are allowed",
            notes: ["valid values: " + Wording.list(choices.map(\.brief), atMost: 20)],
            fix: close.map { "write \(Wording.quoted($0))" })
        return false
    }

    mutating func checkNumber(_ value: Value, _ rules: SchemaNode.NumberRules, _ path: Path) -> Bool {
        var fits = true
        if let bound = rules.minimum, value.isBelow(bound) {
            report(path, "minimum", "expected a number of at least \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.maximum, bound.isBelow(value) {
            report(path, "maximum", "expected a number of at most \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.exclusiveMinimum, !bound.isBelow(value) {
            report(path, "exclusiveMinimum", "expected a number above \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.exclusiveMaximum, !value.isBelow(bound) {
            report(path, "exclusiveMaximum", "expected a number below \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let divisor = rules.multipleOf, !value.isMultiple(of: divisor.decimal) {
            report(path, "multipleOf", "expected a multiple of \(divisor.value.brief), found \(value.brief)")
            fits = false
        }
        return fits
    }

    mutating func checkString(_ value: Value, _ rules: SchemaNode.StringRules, _ path: Path) -> Bool {
        guard rules.minLength != nil || rules.maxLength != nil || rules.pattern != nil || rules.format != nil,
            let text = value.string
        else { return true }
        var fits = true
        if rules.minLength != nil || rules.maxLength != nil {
            let length = text.unicodeScalars.count
            if let least = rules.minLength, length < least {
                let wanted = least == 1 ? "a string that is not empty" : "at least \(least) characters"
                report(path, "minLength", "expected \(wanted), found \(value.brief)")
                fits = false
            }
            if let most = rules.maxLength, length > most {
                report(path, "maxLength", "expected at most \(most) characters, found \(length)")
                fits = false
            }
        }
        if let pattern = rules.pattern, !pattern.compiled.matches(text) {
            report(path, "pattern", "\(value.brief) does not match the pattern \(Wording.quoted(pattern.text))")
            fits = false
        }
        if let format = rules.format, !format.accepts(text) {
            report(path, "format", "expected \(format.words), found \(value.brief)")
            fits = false
        }
        return fits
    }

    mutating func checkExpression(_ value: Value, _ path: Path) -> Bool {
        guard let fault = ExpressionFault.find(in: value, .making) else { return true }
        guard !isQuiet, violations.count < Self.mostViolations else { return false }
        violations.append(
            JSONSchema.Violation(
                pointer: path.pointer + fault.pointer, key: fault.key, keyword: "format", message: fault.message,
                notes: fault.notes, fix: fault.fix))
        return false
    }
}
