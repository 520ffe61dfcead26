import Foundation
import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues
import Testing

/// Builds small plugins in C while the tests run, each in a folder of its own that goes with it.
final class CPlugin: Sendable {
    let folder: URL
    let path: String

    /// Compiles `source` with the plugin header included.
    ///
    /// - Parameters:
    ///   - identity: The JSON for PREGEL_MANIFEST; `nil` for none.
    ///   - flags: Further flags of the compiler.
    ///   - name: The file's name.
    init(
        identity: String? = CPlugin.identity(), _ source: String, flags: [String] = [], name: String = "plugin.so"
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pregel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().appendingPathComponent(name).path
        var text = "#include \"pregel_plugin.h\"\n"
        if let identity { text += "PREGEL_MANIFEST(\(CPlugin.quoted(identity)));\n" }
        let file = folder.appendingPathComponent("plugin.c")
        try (text + source).write(to: file, atomically: true, encoding: .utf8)
        let (status, output) = try CPlugin.run(
            CPlugin.compiler,
            [
                "-std=c11", "-shared", "-fPIC", "-fvisibility=hidden", "-O1", "-I", CPlugin.include, file.path, "-o",
                path,
            ] + flags)
        try #require(status == 0, "\(output)")
    }

    /// Removes the file.
    func remove() throws { try FileManager.default.removeItem(atPath: path) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The plugin's file, read as the host does.
    func file() throws(Diagnostic) -> PluginFile { try PluginFile(path) }

    /// An identity with these components.
    static func identity(
        id: String = "org.example.fixture", version: String = "1.0.0", major: Int = 1, minor: Int = 0, rest: String = ""
    ) -> String {
        "{\"manifest\":1,\"id\":\"\(id)\",\"version\":\"\(version)\",\"abi\":{\"major\":\(major),\"min_minor\":\(minor)}\(rest)}"
    }

    /// A table with one node `work`, whose function is `invoke`, and the entry that returns it.
    ///
    /// - Parameter change: What the entry does to the table before.
    static func table(
        flags: String = "0", id: String = "org.example.fixture", change: String = ""
    ) -> String {
        """
        static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                    const pregel_value *config, void **instance) {
          (void)component; (void)call; (void)config; *instance = (void *)host; return PREGEL_OK; }
        static void destroy(void *instance) { (void)instance; }
        static pregel_node_v1 node = { .component = { .size = sizeof(pregel_node_v1), .flags = \(flags), .name = {"work", 4},
          .create = create, .destroy = destroy }, .invoke = invoke };
        static const pregel_node_v1 *nodes[2] = { &node };
        static pregel_plugin_v1 plugin = { .head = { PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, 0, 0 },
          .id = {"\(id)", \(id.utf8.count)}, .version = {"1.0.0", 5}, .nodes = nodes, .n_nodes = 1 };
        PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
          (void)host; (void)call; \(change) return &plugin; }
        """
    }

    /// The identity that fits `table`.
    static let oneNode = identity(rest: ",\"nodes\":[{\"name\":\"work\"}]")

    /// The folder of the plugin header.
    static let include = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../sdk/CPregelABI/include"
    ).standardized.path

    /// A C compiler that is there.
    static let compiler: String = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        for name in ["clang", "cc", "gcc"] {
            for folder in path.split(separator: ":") {
                let candidate = "\(folder)/\(name)"
                if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            }
        }
        return "/usr/bin/cc"
    }()

    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\n", with: "\\n") + "\""
    }
}
