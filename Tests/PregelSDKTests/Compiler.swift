import Foundation
import Testing

/// A compiler that reads the header here, and the language that it takes it for.
struct Compiler: CustomTestStringConvertible {
    enum Language { case c, cxx }

    let language: Language
    let command: [String]

    var testDescription: String { command.joined(separator: " ") }

    /// Clang, which comes with the toolchain, and the system's compilers where there are any.
    static let found: [Compiler] = [
        Compiler(language: .c, command: ["clang", "-std=c11"]),
        Compiler(language: .cxx, command: ["clang++", "-x", "c++", "-std=c++17"]),
        Compiler(language: .c, command: ["cc", "-std=c11"]),
        Compiler(language: .cxx, command: ["c++", "-x", "c++", "-std=c++17"]),
    ].filter { $0.command[0].hasPrefix("clang") || isOnPath($0.command[0]) }

    private static func isOnPath(_ program: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
