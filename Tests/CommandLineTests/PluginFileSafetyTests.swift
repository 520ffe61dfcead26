import Foundation
import Testing

/// What others may do to plugins' files, and what plugins may do while they are tried, from the outside.
@Suite(.timeLimit(.minutes(20)))
struct PluginFileSafetyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func host(_ arguments: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(arguments, environment: folder.ownCache)
    }

    private func graph(_ plugin: String, in other: TemporaryFolder? = nil) throws -> String {
        try (other ?? folder).write(
            Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": \#(plugin)}"#), to: "graph.json")
    }

    private static func writing(_ text: String) -> String {
        #"pregel_value text = pregel_string(PREGEL_S("\#(text)")); return h->write(h, t->call, PREGEL_S("x"), &text);"#
    }

    private var verdicts: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path("cache/pregel-host/probes"))) ?? []).sorted()
    }

    // MARK: Files that change

    /// Does something again and again while `body` runs.
    private func beside(_ work: @escaping @Sendable () -> Void, _ body: () throws -> Void) rethrows {
        let isOver = DispatchSemaphore(value: 0)
        let hasEnded = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while isOver.wait(timeout: .now()) == .timedOut { work() }
            hasEnded.signal()
        }
        defer {
            isOver.signal()
            hasEnded.wait()
        }
        try body()
    }

    @Test func `a pinned plugin whose file is written to meanwhile runs as it was pinned, or not at all`() throws {
        let library = try CPlugin(work: Self.writing("fine")).build(in: folder)
        let good = try Data(contentsOf: URL(fileURLWithPath: library))
        var evil = good
        let place = try #require(evil.range(of: Data("fine\0".utf8)))
        evil.replaceSubrange(place, with: Data("EVIL\0".utf8))
        let inspected = try JSON(host("plugin", "inspect", library, "--json").output)
        let graph = try graph(
            #"{"path": "\#(library)", "sha256": "\#(try #require(inspected["sha256"]?.string))"}"#)
        #expect(try JSON(host("run", graph).output) == ["x": "fine"])
        let bad = evil
        try beside({
            let descriptor = open(library, O_WRONLY)
            for bytes in [bad, good] { _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } }
            close(descriptor)
        }) {
            for _ in 0..<40 {
                let run = try host("run", graph)
                #expect(run.status == 0 ? run.output == "{\"x\": \"fine\"}\n" : run.status == 5, "\(run)")
                #expect(run.status == 0 || run.output.isEmpty)
            }
        }
    }

    @Test func `a file that is being built ends nobody who looks at it`() throws {
        let library = try CPlugin().build(in: folder)
        let whole = try Data(contentsOf: URL(fileURLWithPath: library))
        let graph = try graph(#"{"path": "\#(library)"}"#)
        try beside({
            let descriptor = open(library, O_WRONLY | O_TRUNC)
            for place in stride(from: 0, to: whole.count, by: 1 << 12) {
                let piece = whole[place..<min(place + 1 << 12, whole.count)]
                _ = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            }
            close(descriptor)
        }) {
            for _ in 0..<15 {
                for arguments in [
                    ["plugin", "inspect", library], ["plugin", "list", "--plugin-path", folder.url.path],
                    ["validate", graph], ["run", graph], ["doctor", "--plugin-path", folder.url.path],
                ] {
                    let outcome = try HostProcess.run(arguments, environment: folder.ownCache)
                    #expect(outcome.signal == 0 && [0, 5].contains(outcome.status), "\(arguments) \(outcome)")
                }
            }
        }
    }

    @Test func `a large file is passed over without being read`() throws {
        let library = try CPlugin().build(in: folder)
        try #require(truncate(library, 20 << 30) == 0)
        let list = try host("plugin", "list", "--plugin-path", folder.url.path)
        #expect(list.status == 0)
        #expect(list.output.contains("libplugin.so is larger than a plugin may be: 1 GiB"))
        for arguments in [["plugin", "inspect", library], ["run", try graph(#"{"path": "\#(library)"}"#)]] {
            let outcome = try HostProcess.run(arguments, environment: folder.ownCache)
            #expect(outcome.status == 5 && outcome.errors.contains("error[plugin.too-large]"), "\(outcome)")
        }
    }

    // MARK: Files that others decide about

    @Test func `what lies beside a manifest does not take the place of what the user has`() throws {
        let (mine, theirs) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try CPlugin(work: Self.writing("mine")).build(in: mine)
        _ = try CPlugin(version: "9.0.0", work: Self.writing("planted")).build(in: theirs, named: "aaa")
        let graph = try graph(#"{"plugin": "org.example.cplugin"}"#, in: theirs)
        #expect(try JSON(host("run", graph, "--plugin-path", mine.url.path).output) == ["x": "mine"])
        let set = folder.ownCache.merging(["PREGEL_PLUGIN_PATH": mine.url.path]) { $1 }
        #expect(try JSON(HostProcess.run(["run", graph], environment: set).output) == ["x": "mine"])
        #expect(try JSON(host("run", graph).output) == ["x": "planted"], "where there is no other")
    }

    @Test(arguments: [
        ("libplugin.so", 0o777, "the file may be changed by everybody"), (".", 0o777, "may be changed by everybody"),
        (".", 0o1777, "may be changed by everybody"),
    ])
    func `a plugin that others may change is told by every command, and fails the doctor`(
        name: String, mode: Int, risk: String
    ) throws {
        let library = try CPlugin(work: Self.writing("fine")).build(in: folder)
        let graph = try graph(#"{"path": "\#(library)"}"#)
        func doctor(_ options: String...) throws -> HostProcess.Outcome {
            try HostProcess.run(["doctor", "--plugin-path", folder.url.path] + options, environment: folder.ownCache)
        }
        #expect(try doctor().status == 0)
        #expect(try host("run", graph).errors.isEmpty)
        let path = name == "." ? folder.url.path : library
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        for command in ["validate", "run"] {
            let outcome = try host(command, graph)
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("warning[plugin.exposed]") && outcome.errors.contains(risk), "\(outcome)")
        }
        #expect(try doctor().status == 1)
        #expect(try doctor().output.contains("\nFAIL       ") && doctor().output.contains(risk))
        #expect(try doctor("--json").status == 1)
        #expect(try host("plugin", "list", "--plugin-path", folder.url.path).output.contains(risk))
        #expect(try host("plugin", "inspect", library).output.contains("\nRISK       "))
        let check = try host("plugin", "check", library)
        #expect(check.status == 0 && check.errors.contains("warning[plugin.exposed]"))
    }

    @Test func `a plugin of another user is told`() throws {
        let library = try CPlugin().build(in: folder)
        // Only root may give a file away.
        guard chown(library, 12_345, 12_345) == 0 else { return }
        let run = try host("validate", graph(#"{"path": "\#(library)"}"#))
        #expect(run.status == 0)
        #expect(run.errors.contains("the file may be changed by user 12345, whom it belongs to"))
    }

    @Test(arguments: ["libplugin.so\\u0000x", "\\u0000"])
    func `a path with a NUL in it is refused, and no shorter one taken for it`(path: String) throws {
        _ = try CPlugin().build(in: folder)
        for plugin in [#""\#(path)""#, #"{"path": "\#(path)"}"#] {
            let run = try host("run", graph(plugin))
            #expect(run.status == 4)
            #expect(run.errors.contains("must be a path, which has no NUL character"), "\(run.errors)")
        }
        let nested = try folder.write(Fixtures.single(#"{"graph": "graph.json\u0000.json"}"#), to: "nested.json")
        #expect(try host("validate", nested).status == 4)
    }

    @Test(arguments: ["org/example", "org example", "ö", "a\\nb", "../x"])
    func `an identity of other characters is refused, in a manifest and in a plugin`(id: String) throws {
        let run = try host("validate", graph(#"{"plugin": "\#(id)"}"#))
        #expect(run.status == 4)
        #expect(run.errors.contains("must be a plugin's identity, which matches [A-Za-z0-9._-]+"), "\(run.errors)")
        let library = try CPlugin(id: id).build(in: folder)
        let inspected = try host("plugin", "inspect", library)
        #expect(inspected.status == 5)
        #expect(inspected.errors.contains("must match [A-Za-z0-9._-]+"), "\(inspected.errors)")
    }

    // MARK: What is known without running code

    @Test func `a library that is nowhere is missed before anything is loaded`() throws {
        let helper = try CCompiler.plugin(
            folder.write("int helper(void) { return 1; }", to: "helper.c"), in: folder, named: "helper")
        let library = try CPlugin(head: "int helper(void);", work: "(void)helper();")
            .build(in: folder, ["-L", folder.url.path, "-lhelper", "-Wl,-rpath,$ORIGIN"])
        let graph = try graph(#"{"path": "\#(library)"}"#)
        #expect(try host("run", graph).status == 0)
        try FileManager.default.removeItem(atPath: helper)
        for command in ["validate", "run"] {
            let outcome = try host(command, graph)
            #expect(outcome.status == 5)
            #expect(outcome.errors.contains("needs the library libhelper.so, which is not there"), "\(outcome.errors)")
        }
    }

    @Test func `a plugin that crashed once is refused by validate`() throws {
        let library = try CPlugin(head: "__attribute__((constructor)) static void fall(void) { __builtin_trap(); }")
            .build(in: folder)
        let graph = try graph(#"{"path": "\#(library)"}"#)
        #expect(try host("validate", graph).status == 0, "nothing is known of it")
        for command in ["run", "validate"] {
            let outcome = try host(command, graph)
            #expect(outcome.status == 5 && outcome.errors.contains("error[plugin.crashed]"), "\(outcome)")
        }
        let list = try host("plugin", "list", "--plugin-path", folder.url.path)
        #expect(list.output.contains("failed-probe"))
    }

    // MARK: Trying a plugin

    @Test func `a host whose children are not waited for tries plugins all the same`() throws {
        let library = try CPlugin().build(in: folder)
        let graph = try graph(#"{"path": "\#(library)"}"#)
        let ignoring = try Shell.run("trap '' CHLD; exec $HOST run '\(graph)'", in: folder)
        #expect(ignoring.status == 0, "\(ignoring)")
        #expect(try host("run", graph).status == 0)
    }

    @Test(arguments: [
        "{\\\"probe\\\": 1, \\\"loaded\\\": true}", "loading is over\\n{\\\"loaded\\\": true, \\\"word\\\": \\\"\\\"}",
    ])
    func `a plugin that writes a verdict wherever it can and leaves is refused`(verdict: String) throws {
        let library = try CPlugin(
            head: """
                #include <string.h>
                #include <unistd.h>
                __attribute__((constructor)) static void forge(void) {
                  for (int file = 0; file < 64; file++) if (write(file, "\(verdict)\\n", strlen("\(verdict)\\n")) < 0) continue;
                  _exit(0); }
                """
        ).build(in: folder)
        let run = try host("run", graph(#"{"path": "\#(library)"}"#))
        #expect(run.status == 5)
        #expect(run.errors.contains("error[plugin.crashed]"), "\(run.errors)")
    }

    @Test func `who is ended from outside while it is tried is not judged`() throws {
        let library = try CPlugin(
            head: """
                #include <signal.h>
                #include <unistd.h>
                __attribute__((constructor)) static void end(void) { kill(getpid(), SIGKILL); }
                """
        ).build(in: folder)
        let run = try host("run", graph(#"{"path": "\#(library)"}"#))
        #expect(run.status == 5)
        #expect(run.errors.contains("error[plugin.untried]") && run.errors.contains("it was ended by SIGKILL"))
        #expect(verdicts.isEmpty)
    }

    @Test func `a plugin whose end somebody else learns of is not judged`() throws {
        // Once it is part of the host, this one waits for every child of the process.
        let reaper = try CPlugin(
            id: "org.example.reaper",
            head: Self.inHost(
                "pthread_t thread; pthread_create(&thread, NULL, reap, NULL);",
                before: """
                    #include <pthread.h>
                    #include <sys/wait.h>
                    static void *reap(void *none) { for (;;) if (waitpid(-1, NULL, 0) < 0) usleep(50); return none; }
                    """)
        ).build(in: folder, named: "reaper")
        let library = try CPlugin().build(in: folder)
        let both = try folder.write(
            """
            {"version": 1, "name": "two", "plugins": {"a": "\(reaper)", "p": "\(library)"}, "state": {},
             "nodes": {"a": {"use": "a.work"}, "b": {"use": "p.work"}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "to": "b"}]}
            """, to: "two.json")
        for _ in 0..<5 {
            let run = try host("run", both)
            #expect(run.status == 0 || run.errors.contains("error[plugin.untried]"), "\(run)")
        }
        #expect(try host("run", graph(#"{"path": "\#(library)"}"#)).status == 0)
    }

    /// A constructor that does something in the host, and nothing while the plugin is tried.
    private static func inHost(_ code: String, before: String = "") -> String {
        """
        #include <fcntl.h>
        #include <string.h>
        #include <unistd.h>
        \(before)
        __attribute__((constructor)) static void begin(void) {
          char words[4096] = {0};
          ssize_t n = read(open("/proc/self/cmdline", O_RDONLY), words, sizeof words - 1);
          for (ssize_t i = 0; i < n; i++) if (words[i] == 0) words[i] = ' ';
          if (strstr(words, "__probe") == NULL) { \(code) } }
        """
    }

    @Test func `a crash that only the host itself sees is the plugin's`() throws {
        let library = try CPlugin(head: Self.inHost("*(volatile int *)8 = 1;")).build(in: folder)
        for arguments in [["run", try graph(#"{"path": "\#(library)"}"#)], ["plugin", "check", library]] {
            let outcome = try HostProcess.run(arguments, environment: folder.ownCache)
            #expect(outcome.signal == SIGSEGV)
            #expect(outcome.errors.contains("plugin \"org.example.cplugin\""), "\(outcome.errors)")
            #expect(outcome.errors.contains("crashed with SIGSEGV; this is a fault of the plugin"))
            #expect(!outcome.errors.contains("a fault of pregel-host"))
        }
    }

    // MARK: What is kept

    @Test func `a home that is not there is not made`() throws {
        let library = try CPlugin().build(in: folder)
        let run = try HostProcess.run(
            ["run", graph(#"{"path": "\#(library)"}"#)],
            environment: ["HOME": folder.path("no/home"), "XDG_CACHE_HOME": ""])
        #expect(run.status == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path("no")))
    }

    @Test func `verdicts in a folder that others may write are not believed`() throws {
        let library = try CPlugin(head: "__attribute__((constructor)) static void fall(void) { __builtin_trap(); }")
            .build(in: folder)
        let graph = try graph(#"{"path": "\#(library)"}"#)
        #expect(try host("run", graph).errors.contains("error[plugin.crashed]"))
        let cache = folder.path("cache/pregel-host/probes")
        for name in verdicts {
            try #"{"harmless": true}"#.write(toFile: cache + "/" + name, atomically: true, encoding: .utf8)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: cache)
        #expect(try host("run", graph).errors.contains("error[plugin.crashed]"))
    }

    @Test func `what was left of verdicts that could not be written is removed`() throws {
        let library = try CPlugin().build(in: folder)
        let cache = folder.path("cache/pregel-host/probes")
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        // No process has such a number.
        let left = cache + "/0000-abi1.0.json.2147483647"
        try "".write(toFile: left, atomically: true, encoding: .utf8)
        #expect(try host("run", graph(#"{"path": "\#(library)"}"#)).status == 0)
        #expect(verdicts.count == 1 && !FileManager.default.fileExists(atPath: left))
    }

    @Test func `a process that may write no file ends in an orderly way and leaves none`() throws {
        let library = try CPlugin().build(in: folder)
        let graph = try graph(#"{"path": "\#(library)"}"#)
        // Through a pipe: this test's own files have no room for what is said either.
        let script = "(ulimit -f 0; exec $HOST run '\(graph)' 2>&1 >/dev/null) | cat; echo \"status ${PIPESTATUS[0]}\""
        let run = try Shell.run(script, in: folder)
        // Where the user may raise the limit, it does not count for memory.
        #expect(
            run.output.hasSuffix("status 0\n")
                || run.output.contains("raise the limit: ulimit -f") && run.output.hasSuffix("status 5\n"), "\(run)")
        #expect(verdicts.allSatisfy { $0.hasSuffix(".json") })
    }
}
