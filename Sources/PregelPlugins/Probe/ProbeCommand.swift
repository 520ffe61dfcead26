import CHostSystem
import PregelDiagnostics
import PregelValues

/// What the process of a probe does: loads one file, says so, and ends.
package enum ProbeCommand {
    /// Loads the file and checks its table; then reports. A refusal is orderly: loading it again will tell it. Without a
    /// report the plugin has ended the process.
    ///
    /// - Parameter report: Takes the report, which nothing that the plugin prints may get into.
    /// - Returns: The exit status, 0 unless the plugin ended the process before.
    package static func main(_ path: String, report: (String) -> Void) -> Int32 {
        host_end_with_parent()
        let verdict: Value
        do throws(Diagnostic) {
            let file = try PluginFile(path)
            _ = try PluginLoader(probe: nil, log: SilentLog()).load(file)
            verdict = ["probe": 1, "loaded": true]
        } catch {
            verdict = ["probe": 1, "loaded": false, "code": Value(error.code), "message": Value(error.message)]
        }
        report(verdict.json() + "\n")
        return 0
    }

    /// Whether this is what `main` writes.
    static func isReport(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { (try? Value(json: UnsafeRawBufferPointer($0)))?["loaded"]?.bool != nil }
    }
}
