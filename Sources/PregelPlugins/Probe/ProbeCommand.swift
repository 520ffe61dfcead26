import CHostSystem
import Glibc
import PregelDiagnostics
import PregelValues

/// What the process of a probe does: loads one file, says so, and ends.
///
/// The plugin runs in this process, and may print, write to any descriptor, or end it. So a report counts only with a word that
/// the host tells no sooner than the loading is over, and only from a process that then ends by itself. That keeps apart what
/// goes wrong and what goes well. It is no defence against a plugin that means to be loaded: that one could do all that this
/// process does.
package enum ProbeCommand {
    /// The descriptor of the sealed file to load.
    static let contentDescriptor: Int32 = 3
    /// The descriptor from which the word comes.
    static let wordDescriptor: Int32 = 4
    /// What is reported once the loading is over.
    static let cue = "loading is over\n"

    /// Loads the file and checks its table; then reports. A refusal is orderly: loading it again will tell it. Without a
    /// report the plugin has ended the process.
    ///
    /// - Parameters:
    ///   - path: Where the file's content comes from.
    ///   - report: Takes the report, which nothing that the plugin prints may get into.
    /// - Returns: The exit status, 0 unless the plugin ended the process before.
    package static func main(_ path: String, report: (String) -> Void) -> Int32 {
        host_end_with_parent()
        var verdict: [(key: String, value: Value)] = [(key: "probe", value: 1)]
        do throws(Diagnostic) {
            let file: PluginFile
            if let sealed = SealedFile(inherited: contentDescriptor) {
                file = try PluginFile(path, sealed: sealed)
            } else {
                file = try PluginFile(path)
            }
            _ = try PluginLoader(probe: nil, log: SilentLog()).load(file)
            verdict.append((key: "loaded", value: true))
        } catch {
            verdict.append((key: "loaded", value: false))
            verdict.append((key: "code", value: Value(error.code)))
            verdict.append((key: "message", value: Value(error.message)))
        }
        report(cue)
        verdict.append((key: "word", value: Value(word())))
        report(Value.object(verdict).json() + "\n")
        return 0
    }

    /// The word that the host tells; "" where nobody does.
    private static func word() -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        var count = 0
        while count < bytes.count {
            let room = bytes.count - count
            let more = bytes.withUnsafeMutableBytes { read(wordDescriptor, $0.baseAddress.map { $0 + count }, room) }
            if more < 0, errno == EINTR { continue }
            if more <= 0 { break }
            count += more
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Whether what a process reported ends with what `main` writes, with this word.
    static func isReport(_ text: String, word: String) -> Bool {
        guard var last = text.split(separator: "\n").last.map(String.init) else { return false }
        let report = last.withUTF8 { try? Value(json: UnsafeRawBufferPointer($0)) }
        return report?["loaded"]?.bool != nil && report?["word"]?.string == word
    }
}
