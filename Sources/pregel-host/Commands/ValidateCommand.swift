import PregelDiagnostics
import PregelManifest
import PregelRuntime
import PregelValues

/// `validate`: manifests, without running anything of them.
enum ValidateCommand {
    private static let capabilities = Option("capabilities", help: "print what each node's component declares")

    static let command = Command(
        name: "validate", summary: "Checks manifests, their plugins and configurations; runs nothing of them",
        operands: [Operand("MANIFEST", help: "the manifests to check", number: .atLeastOne)],
        options: [.json, capabilities, .plugin, .pluginPath],
        examples: ["pregel-host validate graph.json", "pregel-host validate --json examples/*/manifest.json"],
        statuses: [
            Command.Status(.completed, "nothing is wrong; there may be warnings"), .usage,
            Command.Status(.invalidInput, "an invalid manifest: of several, the first one that is refused counts"),
            Command.Status(.plugin, "a plugin or component is missing, refused or does not fit"),
        ],
        action: validate)

    private static func validate(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let plugins = try PluginOptions(arguments)
        var status = ExitStatus.completed
        for path in arguments.operands {
            let finding = Finding(path, plugins)
            if arguments.has(.json) {
                console.print(JSONText.line(finding.value))
            } else {
                console.report(finding.diagnostics)
                if finding.isValid { console.print("\(Wording.clean(path)): ok") }
            }
            if arguments.has(capabilities), let manifest = finding.manifest {
                console.write(CapabilityTable(manifest).text)
            }
            // The first manifest that is refused says why the command failed.
            if status == .completed { status = finding.exit }
        }
        return status
    }

    /// What was found out about one manifest.
    private struct Finding {
        let path: String
        let diagnostics: [Diagnostic]
        let manifest: Manifest?

        init(_ path: String, _ plugins: PluginOptions) {
            self.path = path
            do throws(DiagnosticsError) {
                let checked = try plugins.check(path)
                diagnostics = checked.diagnostics
                manifest = checked.manifest
            } catch {
                diagnostics = error.diagnostics
                manifest = nil
            }
        }

        var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

        var exit: ExitStatus { isValid ? .completed : DiagnosticsError(diagnostics).exit }

        var value: Value {
            [
                "file": Value(path), "valid": Value(isValid),
                "diagnostics": .array(diagnostics.map(\.value)),
            ]
        }
    }
}
