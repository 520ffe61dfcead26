import CHostSystem
import Glibc
import PregelDiagnostics
import PregelManifest
import PregelRuntime
import PregelValues

/// The input of a run, as `--input` and `--set` give it.
enum InputArguments {
    /// The input, checked against the graph's channels.
    ///
    /// - Returns: The input, and remarks about what is likely not meant.
    static func read(
        _ arguments: Arguments, for graph: LoadedGraph
    ) throws -> (input: Value, warnings: [Diagnostic]) {
        let base = try arguments.value(.input).map { try given($0, graph.manifest) } ?? [:]
        guard base.kind == .object else { throw DiagnosticsError(graph.check(base)) }
        var input = ObjectBuilder(capacity: base.count)
        for (key, value) in base.members { input.set(key, to: value) }
        for (name, text) in try arguments.pairs(.set) {
            try check(name, arguments, graph.manifest)
            input.set(name, to: try read(text, of: "--set \(name)") { "write \($0.setting(name))" })
        }
        let whole = input.finish()
        let faults = graph.check(whole)
        guard faults.allSatisfy({ $0.severity != .error }) else { throw DiagnosticsError(faults) }
        return (whole, faults)
    }

    /// The value of `--input`: `-` for standard input, `@FILE`, or JSON itself.
    private static func given(_ text: String, _ manifest: Manifest) throws -> Value {
        if text == "-" { return try parse(contents(of: "/dev/stdin", named: "standard input"), name: "stdin") }
        guard text.hasPrefix("@") else {
            return try read(text, of: "--input") { $0.input(of: manifest.inputChannels) }
        }
        let path = String(text.dropFirst())
        return try parse(contents(of: path, named: path), name: path)
    }

    /// Reads JSON from the command line; to a bare word there is a fix.
    private static func read(
        _ text: String, of option: String, fix: (BareWord) -> String?
    ) throws(DiagnosticsError) -> Value {
        do {
            return try JSONText.read(RawArguments.bytes(of: text), name: option)
        } catch {
            var diagnostics = error.diagnostics
            let isText = diagnostics.first?.code != "json.not-utf8"
            let better = isText ? BareWord(text).flatMap(fix) : "write it in UTF-8, as the whole command line"
            guard let better, !diagnostics.isEmpty else { throw error }
            diagnostics[0].fix = better
            throw DiagnosticsError(diagnostics)
        }
    }

    /// Parses a text; for a large one the process makes room, before and after, of code that it has done with.
    private static func parse(_ text: consuming [UInt8], name: String) throws -> Value {
        guard text.count >= large else { return try JSONText.read(text, name: name) }
        host_release_code()
        defer { host_release_code() }
        return try JSONText.read(text, name: name)
    }

    /// Bytes beside which the process's own code is not much.
    private static let large = 1 << 20

    private static func contents(of path: String, named name: String) throws -> [UInt8] {
        do {
            return try SystemFiles().read(path)
        } catch {
            throw Diagnostic(
                code: "input.unreadable", message: "the input \(Wording.quoted(name)) cannot be read: \(error.reason)")
        }
    }

    /// Setting what is no channel can only be a typo.
    private static func check(_ name: String, _ arguments: Arguments, _ manifest: Manifest) throws(Diagnostic) {
        let channels = manifest.inputChannels
        guard !channels.contains(name) else { return }
        throw arguments.refusal(
            of: .set, expected: "an input channel: \(Wording.list(channels))", got: name,
            fix: nearestName(to: name, in: channels).map { "write \($0)" })
    }
}
