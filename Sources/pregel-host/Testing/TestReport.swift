import PregelDiagnostics
import PregelManifest
import PregelRuntime
import PregelValues

/// Prints what came of scenarios: those that are not as expected, and how many there are of each.
struct TestReport {
    let console: Console
    /// Whether to print JSON, an object a line.
    let isJSON: Bool

    /// Prints what is to be said of a scenario.
    func show(_ tested: TestedScenario) {
        if let error = tested.refusal, !isJSON { console.report(error.diagnostics) }
        if isJSON {
            console.print(JSONText.line(Self.value(tested)))
        } else if !tested.hasPassed {
            console.print(DifferenceText(tested).text)
        }
    }

    /// Prints the closing line.
    func close(_ all: [TestedScenario]) {
        let passed = all.count(where: \.hasPassed)
        if isJSON {
            console.print(JSONText.line(["passed": Value(passed), "failed": Value(all.count - passed)]))
        } else {
            console.print("\(passed) passed, \(all.count - passed) failed")
        }
    }

    private static func value(_ tested: TestedScenario) -> Value {
        [
            "file": Value(tested.path), "name": Value(tested.name), "passed": Value(tested.hasPassed),
            "differences": .array(tested.differences.map(value)),
            "diagnostics": .array(tested.refusal?.diagnostics.map(\.value) ?? []),
        ]
    }

    private static func value(_ difference: StepDifference) -> Value {
        var object = ObjectBuilder()
        object.set("step", to: Value(difference.number))
        object.set("do", to: Value(difference.step.action.verb.rawValue))
        object.set("pointer", to: Value(difference.place.pointer))
        if let line = difference.place.location().line { object.set("line", to: Value(line)) }
        switch difference.kind {
        case .value(let value):
            if let expected = value.expected { object.set("expected", to: expected) }
            if let got = value.got { object.set("got", to: got) }
        case .impossible(let reason): object.set("problem", to: Value(reason))
        }
        if let remark = difference.remark { object.set("remark", to: Value(remark)) }
        return object.finish()
    }
}
