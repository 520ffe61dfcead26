import Foundation

/// A run of the built `pregel-host`, or of another program beside it, as a user has it: arguments in, two texts and a status out.
final class HostProcess {
    /// What a finished run left.
    struct Outcome {
        var status: Int32
        /// The signal that ended it; 0 where it ended by itself.
        var signal: Int32
        var output: String
        var errors: String
    }

    /// The folder of everything that was built: the host, its plugins and this test bundle.
    static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    /// The project's own folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let process = Process()
    private let folder: TemporaryFolder
    private let pipe: Pipe?

    /// Runs the host to its end.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:], in folder: URL = root
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment, in: folder)
    }

    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in folder: URL = root,
        program: String = "pregel-host"
    ) throws -> Outcome {
        try HostProcess(arguments, input: input, environment: environment, in: folder, program: program).wait()
    }

    /// Starts the host. With `readsAlong` its output is read with `read`, and is not in the outcome.
    init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in workingFolder: URL = root,
        readsAlong: Bool = false, program: String = "pregel-host"
    ) throws {
        folder = try TemporaryFolder()
        pipe = readsAlong ? Pipe() : nil
        process.executableURL = URL(fileURLWithPath: program, relativeTo: Self.products)
        process.arguments = arguments
        process.currentDirectoryURL = workingFolder
        var variables = ProcessInfo.processInfo.environment
        variables["PREGEL_PLUGIN_PATH"] = nil
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = FileHandle(forReadingAtPath: try folder.write(input, to: "input"))
        // Files, not pipes: nobody has to read along for the process to go on.
        process.standardOutput = try pipe ?? folder.open("output")
        process.standardError = try folder.open("errors")
        try process.run()
        try pipe?.fileHandleForWriting.close()
    }

    /// What the host has printed since the last time; waits until there is something. Empty at the end.
    func read() -> String {
        guard let pipe else { return "" }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // A `FileHandle` would wait for more.
        let count = Foundation.read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    /// Stops reading.
    func stopReading() throws { try pipe?.fileHandleForReading.close() }

    /// What it has written to standard error so far.
    var errorsSoFar: String { folder.read("errors") }

    var isRunning: Bool { process.isRunning }

    /// Presses Ctrl-C, as far as the process can tell.
    func interrupt() { process.interrupt() }

    /// Ends it, whatever it is doing.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for the end.
    func wait() throws -> Outcome {
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: isSignal ? -1 : process.terminationStatus, signal: isSignal ? process.terminationStatus : 0,
            output: folder.read("output"), errors: folder.read("errors"))
    }
}
