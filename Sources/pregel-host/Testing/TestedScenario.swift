import CHostSystem
import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// A scenario's file, and what came of testing it.
struct TestedScenario: Sendable {
    let path: String
    /// What the scenario calls itself; the path, where it could not be read.
    let name: String
    let outcome: ScenarioOutcome
    let seconds: Double

    init(_ path: String, _ runner: ScenarioRunner) {
        self.path = path
        let start = host_monotonic_ns()
        do throws(DiagnosticsError) {
            let scenario = try ScenarioLoader().load(path: path)
            name = scenario.name
            outcome = runner.test(scenario)
        } catch {
            name = path
            outcome = .refused(error)
        }
        seconds = Double(host_monotonic_ns() - start) / 1e9
    }

    var hasPassed: Bool {
        if case .passed = outcome { true } else { false }
    }

    /// Why it could not be tested.
    var refusal: DiagnosticsError? {
        if case .refused(let error) = outcome { error } else { nil }
    }

    /// Where it was not as expected.
    var differences: [StepDifference] {
        if case .differs(let differences) = outcome { differences } else { [] }
    }
}
