import Foundation

/// Where things are.
enum Project {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().standardized
    /// The folder of the plugin header.
    static let include = root.appendingPathComponent("sdk/CPregelABI/include").path
    /// The folder of everything that was built, the plugins among it.
    static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// The compiler, told where the SDK is, and to read a file without compiling it.
    static let typeCheck: [String] = {
        let sdk = root.appendingPathComponent("sdk").path
        let modules = products.appendingPathComponent("Modules").path
        return [
            "swiftc", "-typecheck", "-swift-version", "6", "-I", modules, "-I", sdk + "/CPregelABI/include", "-I",
            sdk + "/CPregelThread/include",
        ]
    }()

    /// A built plugin of the project.
    static func plugin(_ name: String) -> String { products.appendingPathComponent("libpregel-\(name).so").path }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("pregel-sdk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a file, and the folders above it.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }
}

/// Runs programs.
enum Shell {
    static func run(_ command: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
