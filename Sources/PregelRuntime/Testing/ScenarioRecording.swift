package import PregelDiagnostics
package import PregelManifest
import PregelValues

extension ScenarioRunner {
    /// Runs a scenario, and gives its text with every `expect` filled in from what happened, and nothing else changed.
    ///
    /// A form such as `{"$match": "any"}` stays where it is and still holds: what varies would be wrong the next time. A
    /// stream is recorded where the step asks for one, has one already, or expects nothing yet.
    ///
    /// - Throws: Why it cannot be recorded.
    package func record(_ scenario: Scenario) throws(DiagnosticsError) -> String {
        let expectsInvalidGraph = scenario.expectsInvalidGraph || scenario.expectsNothing
        let outcomes = try run(scenario, expectsInvalidGraph: expectsInvalidGraph)
        var edits: [JSONDocument.MemberEdit] = []
        for (step, outcome) in zip(scenario.steps, outcomes) {
            switch outcome {
            case .record(let record, _):
                let expected = Self.expectation(of: step, record)
                if expected == step.expected { continue }
                edits.append(JSONDocument.MemberEdit(object: step.place.pointer, key: "expect", value: expected))
            case .impossible(let reason):
                throw DiagnosticsError(
                    Diagnostic(
                        code: "scenario.impossible-step", message: "the step cannot be done: \(reason)",
                        location: step.place.location(), exit: .failed))
            }
        }
        return scenario.place.document.text(setting: edits)
    }

    private static func expectation(of step: ScenarioStep, _ record: Value) -> Value {
        guard let expected = step.expected else { return record }
        let members = record.members.filter { $0.key != "stream" || step.asksForStream || expected["stream"] != nil }
        return keepingForms(expected, .object(members))
    }

    /// `record`, with the forms of `expected` that hold.
    private static func keepingForms(_ expected: Value, _ record: Value) -> Value {
        if ValueMatch.isForm(expected) { return RecordComparison.agree(expected, record) ? expected : record }
        switch (expected.kind, record.kind) {
        case (.object, .object):
            return .object(
                record.members.map { key, value in
                    (key: key, value: expected[key].map { keepingForms($0, value) } ?? value)
                })
        case (.array, .array):
            return .array(
                record.items.enumerated().map { index, value in
                    index < expected.count ? keepingForms(expected.items[index], value) : value
                })
        default: return record
        }
    }
}

extension ScenarioStep {
    fileprivate var asksForStream: Bool { place.document.value(at: place.pointer)?["stream"] != nil }
}
