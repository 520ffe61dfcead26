import Foundation

/// The host as a shell starts it: with descriptors, signals and readers as a script has them.
enum Shell {
    /// Runs a script, which finds the host as `$HOST`.
    static func run(_ script: String, in folder: TemporaryFolder) throws -> HostProcess.Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder.url
        var variables = ProcessInfo.processInfo.environment
        variables["HOST"] = HostProcess.products.appendingPathComponent("pregel-host").path
        variables["PREGEL_PLUGIN_PATH"] = nil
        variables["XDG_CACHE_HOME"] = folder.path("cache")
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.open("shell-output")
        process.standardError = try folder.open("shell-errors")
        try process.run()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return HostProcess.Outcome(
            status: isSignal ? -1 : process.terminationStatus, signal: isSignal ? process.terminationStatus : 0,
            output: folder.read("shell-output"), errors: folder.read("shell-errors"))
    }
}
