import PregelDiagnostics
import PregelValues

/// Reads `{"$match": …}`.
struct MatchReader {
    static let keys = ["type", "pattern", "close_to", "within"]

    /// - Parameter reader: The object that has the key.
    func read(_ reader: Reader) -> ValueMatch? {
        guard reader.isObject("an object with \"$match\"", keys: [ValueMatch.key], allowsExtras: false),
            let form = reader.member(ValueMatch.key)
        else { return nil }
        if form.value.string == "any" { return ValueMatch(rules: []) }
        guard form.value.kind == .object else {
            form.badValue("\"any\" or an object")
            return nil
        }
        guard form.isObject("\"$match\"", keys: Self.keys, allowsExtras: false) else { return nil }
        if form.value.count == 0 { form.badValue("\"any\", or an object that asks for something") }
        return ValueMatch(rules: [types(form), pattern(form), closeTo(form)].compactMap(\.self))
    }

    private func types(_ form: Reader) -> ValueMatch.Rule? {
        guard let type = form.member("type") else { return nil }
        let readers = type.value.kind == .array ? type.items() : [type]
        return .types(readers.compactMap { $0.choice(ValueMatch.ValueType.self) })
    }

    private func pattern(_ form: Reader) -> ValueMatch.Rule? {
        guard let pattern = form.member("pattern"), let source = pattern.string() else { return nil }
        do throws(SafePattern.Fault) {
            return .pattern(try SafePattern(source), source: source)
        } catch {
            pattern.badValue("a regular expression", notes: [error.message])
            return nil
        }
    }

    private func closeTo(_ form: Reader) -> ValueMatch.Rule? {
        guard let target = form.member("close_to") else {
            form.misplaced("within", "belongs beside \"close_to\"")
            return nil
        }
        guard let number = target.value.double else {
            target.wrongType("a number")
            return nil
        }
        let distance = form.required("within", of: "\"close_to\"", fix: "add \"within\", the distance that is allowed")
        return distance?.number(isPositive: false).map { .closeTo(number, within: $0) }
    }
}
