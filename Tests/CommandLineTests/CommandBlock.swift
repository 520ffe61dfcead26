import Foundation
import Testing

/// A fenced block of commands of a page, with the output that the page shows for it.
struct CommandBlock: Sendable, CustomTestStringConvertible {
    let document: String
    let commands: String
    /// What it prints in the end; `nil` where the page does not show it.
    let output: String?
    /// Whether the page says that it fails.
    let fails: Bool
    /// The JSON files of the page before it, each after a sentence that begins with its name.
    let files: [(name: String, text: String)]

    var testDescription: String { "\(document): \(commands)" }

    /// The blocks of a page whose commands are the host's, and the C compiler's before them.
    ///
    /// What a block prints is the block after "prints" or "fails with", on a line of its own.
    static func all(of document: String) throws -> [CommandBlock] {
        let page = try String(contentsOf: HostProcess.root.appendingPathComponent(document), encoding: .utf8)
        // Text and fenced blocks take turns.
        let parts = ("\n" + page).components(separatedBy: "\n```")
        let files = stride(from: 1, to: parts.count, by: 2).compactMap { index in
            parts[index].hasPrefix("json")
                ? name(before: parts[index - 1]).map { (index, $0, body(parts[index])) } : nil
        }
        return stride(from: 1, to: parts.count, by: 2).compactMap { index in
            let commands = body(parts[index])
            guard isRunnable(commands) else { return nil }
            let said = index + 2 < parts.count ? parts[index + 1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
            let shows = said == "prints" || said == "fails with"
            return CommandBlock(
                document: document, commands: commands, output: shows ? body(parts[index + 2]) + "\n" : nil,
                fails: said == "fails with", files: files.filter { $0.0 < index }.map { (name: $0.1, text: $0.2) })
        }
    }

    /// The file that the paragraph before a block begins with.
    private static func name(before text: String) -> String? {
        let paragraph = text.components(separatedBy: "\n\n").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return paragraph.firstMatch(of: #/^\s*`(\w+\.json)`/#).map { String($0.1) }
    }

    /// A fenced block without the word behind its fence.
    private static func body(_ block: String) -> String {
        block.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().joined()
    }

    private static func isRunnable(_ commands: String) -> Bool {
        let lines = commands.replacing("\\\n", with: "").split(separator: "\n")
        return lines.contains { $0.hasPrefix("pregel-host ") }
            && lines.allSatisfy { $0.hasPrefix("pregel-host ") || $0.hasPrefix("cc ") }
    }

    /// Runs the block in a folder with copies of what pages speak of, so that nothing is left behind in the project.
    func run(in folder: TemporaryFolder) throws -> (status: Int32, output: String) {
        for name in ["examples", "sdk"] {
            try FileManager.default.copyItem(
                at: HostProcess.root.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
        }
        for file in files { try folder.write(file.text, to: file.name) }
        // Where there is no "cc", the toolchain's compiler is it.
        let compiler = URL(fileURLWithPath: try #require(CCompiler.program))
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("cc"), withDestinationURL: compiler)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", commands]
        process.currentDirectoryURL = folder.url
        var variables = ProcessInfo.processInfo.environment
        variables["PREGEL_PLUGIN_PATH"] = nil
        variables["PATH"] = [HostProcess.products.path, variables["PATH"] ?? "", folder.url.path]
            .joined(separator: ":")
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        let output = try folder.open("output")
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, folder.read("output"))
    }
}
