import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues

/// `plugin check`: reads the identity, tries the file in a process of its own, loads it, compares the loaded table with
/// the identity, and makes an instance of each component, with a configuration made up where it needs one.
struct PluginCheck {
    private let operand: String
    private let errors: Stream
    private var steps: [String] = []
    private var components: [ComponentCheck] = []
    private var findings: [Diagnostic] = []

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let search = try PluginOptions(arguments).search
        var check = PluginCheck(operand: arguments.operand, errors: console.errors)
        do throws(Diagnostic) {
            try check.perform(search)
        } catch {
            check.findings.append(error)
        }
        if arguments.has(.json) {
            console.print(JSONText.line(check.value))
        } else {
            for line in check.lines { console.print(line) }
            console.report(check.findings)
        }
        return check.isSound ? .completed : .failed
    }

    private init(operand: String, errors: Stream) {
        self.operand = operand
        self.errors = errors
    }

    /// What has no effect is a warning, and breaks no contract.
    private var isSound: Bool { !findings.contains { $0.severity == .error } }

    private mutating func perform(_ search: PluginSearch) throws(Diagnostic) {
        let file = try search.find(named: operand)
        if let exposure = file.exposure { findings.append(exposure) }
        steps.append("its identity is \(file.manifest.identity.id) \(file.manifest.identity.version)")
        let probe = PluginProbe()
        // Whoever asks for a check wants it done now.
        probe.forget(file)
        Interruption.limitCheck(StandardErrorLog(errors: errors), seconds: 30)
        let plugin = try PluginLoader(probe: probe, log: SilentLog()).load(file)
        steps.append("it loads, and its table is what the identity says")
        components = ComponentCheck.all(of: plugin)
        findings += file.manifest.identity.schemaWarnings + components.filter { $0.result == .failed }.map(\.diagnostic)
    }

    // MARK: Telling

    private var lines: [String] {
        (steps.map { "PASSED \($0)" } + components.map { "\($0.word) \($0.kind.rawValue) \($0.name): \($0.reason)" })
            .map { Wording.line($0) }
    }

    private var value: Value {
        [
            "file": Value(operand), "sound": Value(isSound), "checked": .array(steps.map { Value($0) }),
            "components": .array(
                components.map {
                    [
                        "kind": Value($0.kind.rawValue), "name": Value($0.name),
                        "result": Value($0.word.lowercased()), "reason": Value($0.reason),
                    ]
                }), "diagnostics": .array(findings.map(\.value)),
        ]
    }
}

extension ComponentCheck {
    /// The result as it is printed.
    fileprivate var word: String {
        switch result {
        case .passed: "PASSED"
        case .skipped: "SKIPPED"
        case .failed: "FAILED"
        }
    }

    fileprivate var diagnostic: Diagnostic {
        Diagnostic(
            code: "plugin.component", message: "the \(kind.rawValue) \(Wording.quoted(name)) breaks the contract",
            notes: [reason], exit: .plugin)
    }
}
