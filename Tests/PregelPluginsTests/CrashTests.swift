import Foundation
import PregelPlugins
import Testing

/// A plugin that crashes ends the host, which says whose fault it was.
@Suite(.timeLimit(.minutes(20)))
struct CrashTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// Runs a graph of one node with the built command line; gives the signal that ended it and what it wrote last.
    private func run(_ invoke: String, flag: String = "", source: String = "") throws -> (signal: Int32, last: String) {
        let flags = flag.isEmpty ? "" : "\"\(flag)\""
        let plugin = try CPlugin(
            identity: CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\",\"flags\":[\(flags)]}]"),
            "#include <pthread.h>\n#include <signal.h>\n#include <stdlib.h>\n" + source + NodeSource.invoke(invoke)
                + CPlugin.table(flags: flag.isEmpty ? "0" : "PREGEL_NODE_" + flag.uppercased()),
            flags: ["-pthread", "-D_GNU_SOURCE", "-fno-omit-frame-pointer"])
        let manifest = #"""
            {"version": 1, "name": "crash", "plugins": {"p": "\#(plugin.path)"}, "state": {},
             "nodes": {"step": {"use": "p.work"}}, "edges": [{"from": "START", "to": "step"}]}
            """#
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ProbeTests.host)
        process.arguments = ["run", try folder.write(manifest.utf8, to: "crash.json"), "--input", "{}"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["XDG_CACHE_HOME": folder.path, "SWIFT_BACKTRACE": "enable=no"]) { $1 }
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return (isSignal ? process.terminationStatus : 0, text.split(separator: "\n").last.map(String.init) ?? "")
    }

    private static let blame = "; this is a fault of the plugin"

    @Test(arguments: [
        ("*(volatile int *)8 = 1;", SIGSEGV, "SIGSEGV"), ("__builtin_trap();", SIGILL, "SIGILL"),
        ("abort();", SIGABRT, "SIGABRT"), ("raise(SIGFPE);", SIGFPE, "SIGFPE"), ("raise(SIGBUS);", SIGBUS, "SIGBUS"),
    ])
    func `a crash in a node is told with plugin, node and signal, and ends the process with it`(
        crash: String, signal: Int32, name: String
    ) throws {
        let told = try run(crash + " return PREGEL_OK;")
        #expect(told.signal == signal)
        #expect(
            told.last == "pregel-host: plugin \"org.example.fixture\", node \"step\", crashed with \(name)\(Self.blame)"
        )
    }

    @Test func `a crash on a thread of the plugin's own is the plugin's`() throws {
        let told = try run(
            """
              pthread_t thread;
              pthread_create(&thread, NULL, fall, NULL);
              pthread_join(thread, NULL);
              return PREGEL_OK;
            """, source: "static void *fall(void *none) { (void)none; __builtin_trap(); }\n")
        #expect(told.signal == SIGILL)
        #expect(
            told.last
                == "pregel-host: plugin \"org.example.fixture\", on a thread of its own, crashed with SIGILL\(Self.blame)"
        )
    }

    @Test(arguments: ["", "blocking"])
    func `an overflow of the stack is told, on every thread of the host`(flag: String) throws {
        let told = try run(
            "return deeper(1) > 0 ? PREGEL_OK : PREGEL_FAILED;", flag: flag,
            source: """
                static int deeper(int n) {
                  volatile char room[4096];
                  room[0] = (char)n;
                  return deeper(n + 1) + room[0];
                }

                """)
        #expect(told.signal == SIGSEGV)
        #expect(
            told.last == "pregel-host: plugin \"org.example.fixture\", node \"step\", crashed with SIGSEGV\(Self.blame)"
        )
    }
}
