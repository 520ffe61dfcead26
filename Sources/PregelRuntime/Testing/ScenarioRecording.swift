package import PregelDiagnostics
package import PregelManifest
package import PregelValues

extension ScenarioRunner {
    /// Runs a scenario, and gives it with every `expect` filled in from what happened.
    ///
    /// A form such as `{"$match": "any"}` stays where it is and still holds: what varies would be wrong the next time.
    ///
    /// - Throws: Why it cannot be recorded.
    package func record(_ scenario: Scenario) throws(DiagnosticsError) -> Value {
        let expectsInvalidGraph = scenario.expectsInvalidGraph || scenario.expectsNothing
        let outcomes = try run(scenario, expectsInvalidGraph: expectsInvalidGraph)
        var steps: [Value] = []
        for (step, outcome) in zip(scenario.steps, outcomes) {
            switch outcome {
            case .record(let record, _): steps.append(Self.filled(step, record))
            case .impossible(let reason):
                throw DiagnosticsError(
                    Diagnostic(
                        code: "scenario.impossible-step", message: "the step cannot be done: \(reason)",
                        location: step.place.location(), exit: .failed))
            }
        }
        return .object(
            scenario.place.document.root.members.map { key, value in
                (key: key, value: key == "steps" ? .array(steps) : value)
            })
    }

    private static func filled(_ step: ScenarioStep, _ record: Value) -> Value {
        let written = step.place.document.value(at: step.place.pointer) ?? .null
        let expected = step.expected.map { keepingForms($0, record) } ?? record
        return .object(
            written.members.filter { $0.key != "expect" } + [(key: "expect", value: expected)])
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
