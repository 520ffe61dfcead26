import Foundation
import PregelDiagnostics
import PregelPlugins
import Testing

/// Unknown plugins are tried in a process of their own.
@Suite(.timeLimit(.minutes(20)))
struct ProbeTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// The built command line, whose `__probe` is the process.
    static let host = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("pregel-host").path

    private var cache: String { folder.path + "/cache" }

    private func refusal(
        _ plugin: CPlugin, limit: Int = 30_000, program: String = ProbeTests.host, cache: String? = nil
    ) -> Diagnostic? {
        let probe = PluginProbe(
            program: program, cache: ProbeCache(folder: cache ?? self.cache), limitMilliseconds: limit)
        do throws(Diagnostic) {
            _ = try PluginLoader(probe: probe, log: SilentLog()).load(plugin.file())
            return nil
        } catch {
            return error
        }
    }

    /// A plugin whose entry first does this.
    private func plugin(entry change: String, source: String = "") throws -> CPlugin {
        let headers = "#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n" + source
        return try CPlugin(
            identity: CPlugin.oneNode, headers + NodeSource.nothing + CPlugin.table(change: change),
            flags: ["-D_GNU_SOURCE"])
    }

    private func verdicts() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? [] }

    @Test func `a plugin that does no harm is loaded, and tried once`() throws {
        let plugin = try plugin(entry: "")
        #expect(refusal(plugin) == nil)
        #expect(verdicts() == [try plugin.file().sealed().sha256 + "-abi1.0.json"])
        // Known: no process is needed any more.
        #expect(refusal(plugin, program: "/nowhere") == nil)
    }

    @Test func `a crash is told with its signal and what the plugin wrote`() throws {
        let plugin = try plugin(entry: #"fprintf(stderr, "about to\n"); __builtin_trap();"#)
        let told = try #require(refusal(plugin))
        #expect(told.code == "plugin.crashed")
        #expect(
            told.message
                == "the plugin \(plugin.path) crashed with SIGILL while it was loaded for the first time, in a process of "
                + "its own")
        #expect(told.notes.first == "stderr: about to")
        #expect(
            told.notes.last
                == "stderr: pregel-host: plugin \"org.example.fixture\" crashed with SIGILL; this is a fault of the plugin"
        )
        #expect(told.fix == "mend the plugin; \"pregel-host plugin check \(plugin.path)\" tries again")
        #expect(refusal(plugin, program: "/nowhere") == told, "the verdict is kept")
    }

    @Test func `a forgotten verdict is made again`() throws {
        let plugin = try plugin(entry: "__builtin_trap();")
        #expect(refusal(plugin) != nil)
        try PluginProbe(cache: ProbeCache(folder: cache)).forget(plugin.file())
        #expect(verdicts().isEmpty)
        #expect(refusal(plugin, program: "/nowhere")?.code == "plugin.untried")
        #expect(verdicts().isEmpty, "what was not tried has no verdict")
    }

    @Test func `a crash in a constructor is caught as well`() throws {
        let plugin = try plugin(
            entry: "", source: "__attribute__((constructor)) static void early(void) { *(volatile int *)8 = 1; }\n")
        #expect(refusal(plugin)?.message.contains("crashed with SIGSEGV") == true)
    }

    @Test func `a plugin that hangs is ended with all that it started`() throws {
        let pipe = folder.path + "/child"
        try #require(mkfifo(pipe, 0o600) == 0)
        let reading = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reading) }
        // What it starts keeps the pipe open for as long as it lives.
        let plugin = try plugin(
            entry: """
                if (fork() == 0) { int pipe = open("\(pipe)", O_WRONLY); if (write(pipe, "!", 1) != 1) _exit(1); }
                for (;;) pause();
                """, source: "#include <fcntl.h>\n")
        #expect(
            refusal(plugin, limit: 1_500)?.message
                == "the plugin \(plugin.path) did not come back within 1.5 seconds while it was loaded for the first time, "
                + "in a process of its own")
        var byte: UInt8 = 0
        #expect(read(reading, &byte, 1) == 1, "it had started something")
        var watched = pollfd(fd: reading, events: 0, revents: 0)
        #expect(poll(&watched, 1, 60_000) == 1 && watched.revents & Int16(POLLHUP) != 0, "and that has ended")
    }

    @Test(arguments: [0, 3])
    func `a plugin that ends the process is refused, whatever the status`(status: Int) throws {
        let plugin = try plugin(entry: "exit(\(status));")
        #expect(refusal(plugin)?.message.contains("ended the process with status \(status)") == true)
    }

    @Test func `what a plugin prints is no verdict, and a process that it leaves behind is not waited for`() throws {
        let plugin = try plugin(
            entry: """
                printf("{\\"loaded\\": true}\\n"); fflush(stdout);
                if (fork() == 0) { sleep(20); _exit(0); }
                """)
        let began = ContinuousClock.now
        #expect(refusal(plugin, limit: 25_000) == nil)
        #expect(began.duration(to: .now) < .seconds(19))
    }

    @Test func `printing a verdict and leaving is no verdict`() throws {
        let plugin = try plugin(entry: #"printf("{\"loaded\": true}\n"); exit(0);"#)
        #expect(refusal(plugin)?.message.contains("ended the process with status 0") == true)
    }

    @Test func `an orderly refusal is told as it is`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, NodeSource.nothing + CPlugin.table(change: "plugin.head.magic = 1;"))
        #expect(refusal(plugin)?.code == "plugin.magic")
    }

    @Test func `a cache that cannot be written only costs time`() throws {
        let plugin = try plugin(entry: "")
        #expect(refusal(plugin, cache: "/proc/nowhere/probes") == nil)
        let broken = try self.plugin(entry: "static int x = 1; (void)x;")
        let hash = try broken.file().sealed().sha256
        try folder.write("{".utf8, to: "cache/\(hash)-abi1.0.json")
        #expect(refusal(broken) == nil, "half a verdict is none")
    }

    @Test func `a program that cannot be started lets nothing pass`() throws {
        let plugin = try plugin(entry: "")
        let told = refusal(plugin, program: "/nowhere/pregel-host")
        #expect(told?.message == "the plugin \(plugin.path) could not be tried in a process of its own")
        #expect(
            told?.notes == [
                "the process could not be started: /nowhere/pregel-host: No such file or directory",
                "nothing is known of it, so nothing was kept: it is tried again the next time",
            ])
        #expect(
            refusal(plugin, program: "/bin/true")?.code == "plugin.crashed", "it loads nothing, and reports nothing")
    }
}
