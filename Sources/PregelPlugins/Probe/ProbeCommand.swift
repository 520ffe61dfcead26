import CHostSystem
import Glibc
import PregelDiagnostics
import PregelValues

/// What the process of a probe does: loads one file, says so, and ends.
package enum ProbeCommand {
    /// Loads the file and checks its table; then reports on standard output. A refusal is orderly: loading it again will
    /// tell it. Without a report the plugin has ended the process.
    ///
    /// - Returns: The exit status, 0 unless the plugin ended the process before.
    package static func main(_ path: String) -> Int32 {
        host_end_with_parent()
        // What the plugin prints is none of the report's business.
        let report = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        if null >= 0 { dup2(null, STDOUT_FILENO) }
        let verdict: Value
        do throws(Diagnostic) {
            let file = try PluginFile(path)
            _ = try PluginLoader(probe: nil, log: SilentLog()).load(file)
            verdict = ["probe": 1, "loaded": true]
        } catch {
            verdict = ["probe": 1, "loaded": false, "code": Value(error.code), "message": Value(error.message)]
        }
        let text = Array((verdict.json() + "\n").utf8)
        return text.withUnsafeBytes { write(report, $0.baseAddress, $0.count) } == text.count ? 0 : 1
    }

    /// Whether this is what `main` writes.
    static func isReport(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { (try? Value(json: UnsafeRawBufferPointer($0)))?["loaded"]?.bool != nil }
    }
}
