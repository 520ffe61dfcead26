import Glibc
import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues

/// `doctor`: what is found, and what is missing.
enum DoctorCommand {
    static let command = Command(
        name: "doctor", summary: "Says where plugins are looked for, and what is found there",
        options: [.json, .pluginPath], examples: ["pregel-host doctor"],
        statuses: [
            Command.Status(.completed, "nothing is wrong, whatever is missing"),
            Command.Status(.failed, "others may change a plugin, or a folder where plugins are looked for"), .usage,
        ],
        action: examine)

    private static func examine(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let folders = try PluginOptions(arguments).search.folders.map(Folder.init)
        if arguments.has(.json) {
            console.print(
                JSONText.line(["version": Value(Program.version), "folders": .array(folders.map(\.value))]))
        } else {
            console.print("pregel-host \(Program.version)")
            for folder in folders { console.print(folder.text) }
        }
        return folders.allSatisfy(\.isSafe) ? .completed : .failed
    }

    /// A folder of the search path.
    private struct Folder {
        let path: String
        let exists: Bool
        let plugins: [PluginListing]
        /// Who may put plugins into it besides root and the user.
        let risks: [String]

        init(_ path: String) {
            self.path = path
            exists = PluginSearch.real(path) != nil
            plugins = PluginListing.all(in: PluginSearch([path]))
            risks = WriteAccess.risks(ofFolder: path)
        }

        /// Whether nobody else decides what is run from it.
        var isSafe: Bool { failures.isEmpty }

        /// What others may change of it, each once.
        private var failures: [String] {
            let ofPlugins = plugins.flatMap { plugin in
                plugin.risks.filter { !$0.hasPrefix("the folder") || risks.isEmpty }.map { "\(plugin.path): \($0)" }
            }
            return risks + ofPlugins
        }

        var text: String {
            let shown = Wording.clean(path)
            guard exists else { return "no folder  \(shown)" }
            let names = plugins.map {
                Wording.clean($0.manifest?.identity.id ?? $0.path) + ($0.state == .ok ? "" : " (\($0.state.rawValue))")
            }
            let reasons = plugins.filter { !$0.reason.isEmpty }.map {
                "\n           " + Wording.clean("\($0.path): \($0.reason)")
            }
            return "plugins    \(shown): \(names.isEmpty ? "none" : names.joined(separator: ", "))" + reasons.joined()
                + failures.map { "\nFAIL       " + Wording.clean($0) }.joined()
        }

        var value: Value {
            [
                "path": Value(path), "exists": Value(exists), "risks": .array(risks.map { Value($0) }),
                "plugins": .array(plugins.map(\.json)),
            ]
        }
    }
}
