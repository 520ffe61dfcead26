import Foundation
import Testing

/// Builds plugins in C, as their authors do.
enum CCompiler {
    /// Builds a source file, and gives the plugin's path.
    static func plugin(
        _ source: String, in folder: TemporaryFolder, named name: String = "plugin", _ flags: [String] = []
    ) throws -> String {
        let library = folder.path("lib\(name).so")
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: try #require(program))
        let header = HostProcess.root.appendingPathComponent("sdk/CPregelABI/include").path
        compiler.arguments = ["-std=c11", "-O1", "-shared", "-fPIC", "-I", header] + flags + [source, "-o", library]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        return library
    }

    /// The first compiler on the path; the Swift toolchain brings one.
    static let program: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let candidates = ["clang", "cc", "gcc"].flatMap { name in folders.map { "\($0)/\(name)" } }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
