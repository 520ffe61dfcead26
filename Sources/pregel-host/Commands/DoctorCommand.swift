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
        statuses: [Command.Status(.completed, "it did what it was asked, whatever is missing"), .usage],
        action: examine)

    private static func examine(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let folders = try PluginOptions(arguments).search.folders.map(Folder.init)
        if arguments.has(.json) {
            console.print(
                JSONText.line(["version": Value(Program.version), "folders": .array(folders.map(\.value))]))
            return .completed
        }
        console.print("pregel-host \(Program.version)")
        for folder in folders { console.print(folder.text) }
        return .completed
    }

    /// A folder of the search path.
    private struct Folder {
        let path: String
        let exists: Bool
        let plugins: [PluginListing]

        init(_ path: String) {
            self.path = path
            exists = PluginSearch.real(path) != nil
            plugins = PluginListing.all(in: PluginSearch([path]))
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
        }

        var value: Value {
            [
                "path": Value(path), "exists": Value(exists),
                "plugins": .array(plugins.map(\.json)),
            ]
        }
    }
}
