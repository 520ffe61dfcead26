import PregelDiagnostics
import PregelManifest
import PregelRuntime
import PregelValues

/// What was not as expected, for people.
///
/// ```
/// tests/loop.json: failed: counts to three
///   step 1 (run), line 14: /steps/0/expect/output/count
///     expected  4
///     got       3
///   fix: …
/// ```
struct DifferenceText {
    let tested: TestedScenario

    /// More differences than these follow from the same mistake.
    private static let most = 10
    /// Lines of one value.
    private static let longest = 24

    init(_ tested: TestedScenario) { self.tested = tested }

    /// The lines, without a line break at the end.
    var text: String {
        let path = Wording.clean(tested.path)
        if tested.refusal != nil { return "\(path): failed: it could not be tested" }
        let differences = tested.differences
        var lines = ["\(path): failed: \(Wording.clean(tested.name))"]
        var remarked = Set<Int>()
        for difference in differences.prefix(Self.most) {
            lines += Self.lines(difference)
            if let remark = difference.remark, remarked.insert(difference.number).inserted {
                lines.append("    the step \(Wording.clean(remark))")
            }
        }
        if differences.count > Self.most {
            let more = differences.count - Self.most
            lines.append("  and \(more) more \(more == 1 ? "difference" : "differences")")
        }
        if differences.contains(where: \.isUnexpectedMember) {
            lines.append(
                "  note: each key of \"expect\" is compared as a whole: what it leaves out is not expected to be there")
        }
        if differences.contains(where: \.isOfValue) {
            lines.append(
                "  fix: correct the graph; or, if this is right, the expectation: pregel-host test --write \(path)")
        }
        return lines.joined(separator: "\n")
    }

    /// What to say of one difference, without its place.
    static func summary(_ difference: StepDifference) -> String {
        "step \(difference.number) (\(difference.step.action.verb.rawValue))"
    }

    private static func lines(_ difference: StepDifference) -> [String] {
        let place = difference.place
        let line = place.location().line.map { ", line \($0)" } ?? ""
        let head = "  \(summary(difference))\(line): \(Wording.clean(place.pointer))"
        switch difference.kind {
        case .impossible(let reason): return [head, "    it cannot be done: \(Wording.clean(reason))"]
        case .value(let value):
            return [head]
                + indented("    expected  ", value.expected.map(JSONText.pretty) ?? "nothing here")
                + indented("    got       ", value.got.map(JSONText.pretty) ?? "nothing")
        }
    }

    private static func indented(_ label: String, _ text: String) -> [String] {
        let all = text.split(separator: "\n").map { Wording.clean(String($0)) }
        var lines = Array(all.prefix(longest))
        if all.count > longest { lines.append("… and \(all.count - longest) more lines") }
        let space = String(repeating: " ", count: label.count)
        return lines.enumerated().map { ($0.offset == 0 ? label : space) + $0.element }
    }
}

extension StepDifference {
    fileprivate var isOfValue: Bool {
        if case .value = kind { true } else { false }
    }

    /// Whether something is there that the expectation does not name.
    fileprivate var isUnexpectedMember: Bool {
        if case .value(let value) = kind { value.expected == nil } else { false }
    }
}
