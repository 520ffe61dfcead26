package import PregelValues

/// What a value must be that varies from run to run: `{"$match": …}` in an expectation.
package struct ValueMatch: Sendable {
    /// The key of an object that is such a form.
    package static let key = "$match"

    /// One demand.
    enum Rule: Sendable {
        case types([ValueType])
        case pattern(SafePattern, source: String)
        case closeTo(Double, within: Double)
    }

    /// The kinds of values by their names in JSON Schema.
    enum ValueType: String, Sendable, CaseIterable {
        case null, boolean, integer, number, string, array, object

        func fits(_ value: Value) -> Bool {
            switch self {
            case .null: value.isNull
            case .boolean: value.kind == .bool
            case .integer: value.wholeNumber != nil
            case .number: value.double != nil
            case .string: value.kind == .string
            case .array: value.kind == .array
            case .object: value.kind == .object
            }
        }
    }

    /// All must be met; none: any value will do.
    let rules: [Rule]

    /// Whether `value` is such a form, be it well-formed or not.
    package static func isForm(_ value: Value) -> Bool { value[key] != nil }

    /// The form that `value` is; `nil` where it is none, or is not well-formed.
    package init?(_ value: Value) {
        // Its faults were told when the scenario was read; here they have no place.
        guard Self.isForm(value), let document = try? JSONDocument(name: "", bytes: Array("{}".utf8)) else {
            return nil
        }
        let faults = Faults(area: "scenario")
        let reader = Reader(value, at: Place(document: document), label: "the form", faults: faults)
        guard let match = MatchReader().read(reader), faults.errors == 0 else { return nil }
        self = match
    }

    init(rules: [Rule]) { self.rules = rules }

    /// Whether the value is what is asked for.
    package func accepts(_ value: Value) -> Bool {
        rules.allSatisfy { rule in
            switch rule {
            case .types(let types): types.contains { $0.fits(value) }
            case .pattern(let pattern, _): value.string.map(pattern.matches) ?? false
            case .closeTo(let number, let distance): value.double.map { abs($0 - number) <= distance } ?? false
            }
        }
    }
}
