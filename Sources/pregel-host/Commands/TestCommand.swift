import PregelDiagnostics
import PregelManifest
import PregelRuntime
import PregelValues

/// `test`: scenarios, which say what a graph should do.
enum TestCommand {
    private static let record = Option("record", help: "print each scenario with what happens as its expectations")
    private static let write = Option("write", help: "the same, back into the files")
    private static let jobs = Option("jobs", letter: "j", value: "N", help: "run N scenarios at a time", fallback: "1")
    private static let junit = Option("junit", value: "FILE", help: "write a report in JUnit's format as well")

    static let command = Command(
        name: "test", summary: "Runs scenarios: graphs with what they should do",
        operands: [Operand("SCENARIO", help: "the scenarios to run, JSON files", number: .atLeastOne)],
        options: [record, write, jobs, junit, .async, .inline, .json, .plugin, .pluginPath],
        examples: [
            "pregel-host test examples/02-branch/test.json",
            "pregel-host test tests/*.json --jobs 4 --junit report.xml",
            "pregel-host test --write tests/new.json",
        ],
        statuses: [
            Command.Status(.completed, "every expectation held"),
            Command.Status(.failed, "something differs: it is shown with its place"), .usage,
            Command.Status(.invalidInput, "an invalid scenario or manifest"),
            Command.Status(.plugin, "a plugin or component is missing, refused or does not fit"), .interrupted,
        ],
        action: run)

    private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let jobs = try arguments.count(Self.jobs) ?? 1
        let control = ScenarioControl()
        let runner = try PluginOptions(arguments).runner(control, console)
        let schedule = TestSchedule(paths: arguments.operands, jobs: jobs, control: control)
        Interruption.watch(StandardErrorLog(errors: console.errors)) { _ in control.stop() }
        defer { Interruption.forget() }
        let status: ExitStatus
        if let mode = [write, record].first(where: arguments.has) {
            for option in [junit, .json] where arguments.has(option) {
                throw UsageError.conflict(option, mode, path: arguments.command)
            }
            status = self.record(schedule, runner, console, writes: arguments.has(write))
        } else {
            status = try test(schedule, runner, arguments, console)
        }
        if control.isStopped {
            console.note("\(Interruption.word): the runs were cancelled, and their nodes have ended")
            return Interruption.cause ?? .interrupted
        }
        guard let stranger = runner.stranger, status < .invalidInput else { return status }
        console.report([stranger])
        return stranger.exit
    }

    // MARK: Testing

    private static func test(
        _ schedule: TestSchedule, _ runner: ScenarioRunner, _ arguments: Arguments, _ console: Console
    ) throws -> ExitStatus {
        // A file that cannot be written is known before anything runs.
        let file = try arguments.value(junit).map { try ReportFile($0, console.output, arguments, junit) }
        let report = TestReport(console: console, isJSON: arguments.has(.json))
        var tested: [TestedScenario] = []
        schedule.run { path in
            TestedScenario(path, runner)
        } each: { scenario in
            report.show(scenario)
            tested.append(scenario)
        }
        guard !schedule.isStopped else { return .interrupted }
        try file?.write(JUnitReport(tested).text)
        report.close(tested)
        // What could not be tested says more than what differs.
        return tested.lazy.compactMap(\.refusal).first?.exit
            ?? (tested.allSatisfy(\.hasPassed) ? .completed : .failed)
    }

    // MARK: Recording

    private static func record(
        _ schedule: TestSchedule, _ runner: ScenarioRunner, _ console: Console, writes: Bool
    ) -> ExitStatus {
        var status = ExitStatus.completed
        schedule.run { path in
            RecordedScenario(path, runner)
        } each: { recorded in
            do throws(DiagnosticsError) {
                let text = try recorded.text.get()
                if writes {
                    console.note(try recorded.write(text))
                } else {
                    // A file of the user's: it is laid out as it was.
                    let text = Wording.lines(text, isDocument: true)
                    console.output.write(text.hasSuffix("\n") ? text : text + "\n")
                }
            } catch {
                console.report(error.diagnostics)
                if status == .completed { status = error.exit }
            }
        }
        return status
    }
}

extension Option {
    /// Shows what depends on timing.
    static let async = Option(
        "async", help: "run every node asynchronously: nothing may depend on the order in which nodes end")
    /// Shows what depends on nodes having threads of their own.
    static let inline = Option(
        "inline", help: "run every other node on one thread: nothing may depend on nodes running at once")
}
