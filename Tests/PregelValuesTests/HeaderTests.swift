import Foundation
import Testing

@Suite struct HeaderTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../sdk/CPregelABI/include").standardizedFileURL

    /// A function pointer of the header, and the comment before it.
    struct FunctionPointer: Sendable, CustomTestStringConvertible {
        let name: String
        let comment: String

        var testDescription: String { name }
    }

    /// Every function pointer: a member of a table, or a type of its own.
    private static let functionPointers: [FunctionPointer] = {
        guard let text = try? String(contentsOf: folder.appendingPathComponent("pregel_plugin.h"), encoding: .utf8)
        else { return [] }
        // A declaration of a function pointer, and what stands before it as long as it is no other declaration.
        let pattern =
            #/(?<comment>/\*(?:[^*]|\*(?!/))*\*/)?\s*(?<declaration>[^;{}/]*\(\*\s*(?:PREGEL_NULLABLE\s+|PREGEL_NONNULL\s+)?(?<name>\w+)\)\s*\()/#
        return text.matches(of: pattern).map {
            FunctionPointer(name: String($0.output.name), comment: $0.output.comment.map(String.init) ?? "")
        }
    }()

    private static let tags: [(name: String, values: Set<String>)] = [
        ("thread", ["any", "load", "control", "worker", "one-at-a-time"]), ("blocks", ["no", "yes", "flagged"]),
        ("borrows", ["until-return", "until-complete", "none"]), ("since", ["1.0"]),
    ]

    @Test func `the header's function pointers are found, all of them`() throws {
        let text = try String(contentsOf: HeaderTests.folder.appendingPathComponent("pregel_plugin.h"), encoding: .utf8)
        let names = HeaderTests.functionPointers.map(\.name)
        #expect(names.count == text.matches(of: #/\(\s*\*/#).count)
        for name in [
            "get_extension", "log", "doc_copy", "fail", "invoke", "put", "pregel_store_reply_v1",
            "pregel_plugin_entry_fn_v1",
        ] {
            #expect(names.contains(name))
        }
    }

    @Test(arguments: functionPointers) func `a function pointer states its contract`(_ function: FunctionPointer) {
        for (tag, known) in HeaderTests.tags {
            let found = function.comment.matches(of: #/\[(\w+):\s*([^\]]*)\]/#).filter { $0.output.1 == tag }
            #expect(found.count == 1, "[\(tag): …] of \(function.name)")
            for match in found { #expect(known.contains(String(match.output.2)), "[\(tag): …] of \(function.name)") }
        }
    }

    private static let compilers: [(program: String, arguments: [String])] = [
        ("clang", ["-std=c11", "-x", "c"]), ("clang++", ["-std=c++17", "-x", "c++"]),
        ("cc", ["-std=c11", "-x", "c"]), ("c++", ["-std=c++17", "-x", "c++"]),
    ]

    @Test(arguments: ["pregel_plugin.h", "pregel_value.h"], [0, 1, 2, 3])
    func `a header compiles by itself without a warning`(_ header: String, _ index: Int) throws {
        let (program, arguments) = HeaderTests.compilers[index]
        let isOptional = index >= 2  // Clang comes with the toolchain; another compiler is tried where there is one.
        guard let path = HeaderTests.find(program) else { return #expect(isOptional, "\(program) is missing in PATH") }
        let source = """
            #include "\(header)"
            #include "\(header)"
            #ifdef PREGEL_PLUGIN_H
            PREGEL_MANIFEST("{}");
            PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
              (void)host;
              (void)call;
              return NULL;
            }
            static pregel_plugin_entry_fn_v1 entry = pregel_plugin_entry_v1;
            #endif
            int main(void) {
              pregel_value item = pregel_string(PREGEL_S("text"));
              pregel_value list = pregel_array(&item, 1);
            #ifdef PREGEL_PLUGIN_H
              if (entry == NULL || sizeof(pregel_manifest_json) != 3) return 2;
            #endif
              return pregel_str_equal(pregel_text(pregel_at(&list, 0)), pregel_cstr("text")) ? 0 : 1;
            }
            """
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try source.write(to: folder.appendingPathComponent("test"), atomically: true, encoding: .utf8)
        let binary = folder.appendingPathComponent("program").path
        let warnings = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
        let output = try HeaderTests.run(
            path,
            arguments + warnings + [
                "-I", HeaderTests.folder.path, folder.appendingPathComponent("test").path, "-o", binary,
            ])
        #expect(output == "")
        #expect(try HeaderTests.run(binary, []) == "")
    }

    private static func find(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// Runs a program to its end; gives what it said if it failed.
    private static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0
            ? "" : "exit \(process.terminationStatus): " + String(decoding: said, as: UTF8.self)
    }
}
