package import PregelDiagnostics
package import PregelManifest
import PregelValues

/// What testing a scenario found out.
package enum ScenarioOutcome: Sendable {
    /// Every expectation held.
    case passed
    /// Something was not as expected.
    case differs([StepDifference])
    /// It could not be tested: why.
    case refused(DiagnosticsError)
}

/// A step whose expectation did not hold.
package struct StepDifference: Sendable {
    /// Counted from 1.
    package var number: Int
    package var step: ScenarioStep
    package var kind: Kind
    /// Why the step failed, where that was not expected.
    package var remark: String?

    /// What was wrong.
    package enum Kind: Sendable {
        /// A value is another one.
        case value(RecordDifference)
        /// The step asks for what is not there.
        case impossible(String)
    }

    /// The place in the scenario that would have to change.
    package var place: Place {
        switch kind {
        case .value(let difference): step.place.member("expect").following(difference.pointer)
        case .impossible: step.place
        }
    }
}

extension ScenarioRunner {
    /// Runs a scenario, and compares what happens with what it expects.
    package func test(_ scenario: Scenario) -> ScenarioOutcome {
        do throws(DiagnosticsError) {
            let outcomes = try run(scenario, expectsInvalidGraph: scenario.expectsInvalidGraph)
            let differences = zip(scenario.steps, outcomes).enumerated().flatMap { index, pair in
                Self.differences(index + 1, pair.0, pair.1)
            }
            return differences.isEmpty ? .passed : .differs(differences)
        } catch {
            return .refused(error)
        }
    }

    private static func differences(
        _ number: Int, _ step: ScenarioStep, _ outcome: StepOutcome
    ) -> [StepDifference] {
        switch outcome {
        case .impossible(let reason): return [StepDifference(number: number, step: step, kind: .impossible(reason))]
        case .record(let record, let remark):
            guard let expected = step.expected else { return [] }
            let isExpected = expected["error"].map { !$0.isNull } ?? false
            return RecordDifference.all(expected: expected, got: record).map {
                StepDifference(number: number, step: step, kind: .value($0), remark: isExpected ? nil : remark)
            }
        }
    }
}
