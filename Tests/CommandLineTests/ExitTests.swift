import Foundation
import Testing

/// A plugin that ends the process is told of, by its name, and gets no success out of it.
@Suite(.timeLimit(.minutes(20)))
struct ExitTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let onThread = """
        static void *end(void *unused) { (void)unused; exit(0); }
        static void leave(void) { pthread_t t; pthread_create(&t, NULL, end, NULL); pthread_join(t, NULL); }
        """

    /// Runs the plugin's graph: it fails, and names the plugin and what it did.
    private func fails(_ plugin: ForeignPlugin, _ words: String, _ options: String...) throws {
        let run = try HostProcess.run(["run", try plugin.graph(in: folder)] + options)
        #expect(run.status == 1 && run.signal == 0, "\(run)")
        #expect(run.errors.contains("plugin \"org.example.foreign\"\(words)"), "\(run.errors)")
    }

    @Test(arguments: zip(["exit", "_exit", "_Exit", "quick_exit"], [0, 3, 0, 3]))
    func `a node that ends the process is named`(function: String, status: Int) throws {
        try fails(
            ForeignPlugin(work: "\(function)(\(status));"),
            ", node \"a\", ended the process with \(function)(\(status)); this is a fault of the plugin")
    }

    @Test(arguments: [ForeignPlugin.blocking, ForeignPlugin.pending].map(\.name))
    func `so is one that may wait`(flag: String) throws {
        let flag = [ForeignPlugin.blocking, ForeignPlugin.pending].filter { $0.name == flag }
        try fails(ForeignPlugin(flags: flag, work: "_exit(0);"), ", node \"a\", ended the process with _exit(0)")
    }

    @Test func `so is a component that is made, and what comes of it at its end`() throws {
        try fails(ForeignPlugin(create: "exit(0);"), ", node \"work\", ended the process with exit(0)")
        try fails(ForeignPlugin(destroy: "_exit(0);"), ", node \"work\", ended the process with _exit(0)")
        try fails(ForeignPlugin(shutdown: "exit(0);"), " ended the process with exit(0)")
    }

    @Test func `so is a thread of the plugin's own`() throws {
        try fails(
            ForeignPlugin(head: Self.onThread, work: "leave();"),
            ", on a thread of its own, ended the process with exit(0)")
    }

    @Test func `libc's own function, reached past the host's, is noticed too`() throws {
        let head = "#include <dlfcn.h>\n"
        try fails(
            ForeignPlugin(head: head, work: #"((void (*)(int))dlsym(dlopen("libc.so.6", RTLD_NOW), "exit"))(0);"#),
            ", node \"a\", ended the process with exit(0)")
    }

    @Test func `an end that hangs in a handler of the plugin's ends all the same`() throws {
        let head = "static void hang(void) { for (;;) pause(); }\n"
        try fails(
            ForeignPlugin(head: head, work: "atexit(hang); exit(0);"), ", node \"a\", ended the process with exit(0)")
    }

    @Test func `one that ends the process where it is configured is in the result too`() throws {
        let path = try ForeignPlugin(create: "exit(0);").graph(in: folder)
        let run = try HostProcess.run("run", path, "--json", "--set", "in=1")
        #expect(run.status == 1 && run.output.contains("plugin.ended-process"), "\(run)")
    }

    @Test func `a thread of the host is not the plugin's to end`() throws {
        try fails(
            ForeignPlugin(work: "pthread_exit(NULL);"), ", node \"a\", ended a thread of the host with pthread_exit()")
    }

    @Test func `what was printed before is complete, and the result says what came of it`() throws {
        let path = try ForeignPlugin(work: #"printf("of the plugin\n"); exit(0);"#).graph(in: folder)
        let run = try HostProcess.run("run", path, "--json", "--stream", "tasks", "--set", "in=1")
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 1 && lines.count == 2, "\(run)")
        let result = try JSON(String(lines.last ?? ""))
        #expect(result["status"]?.string == "failed")
        #expect(result["error"]?["code"]?.string == "plugin.ended-process")
        #expect(result["error"]?["plugin"]?.string == "org.example.foreign" && result["error"]?["node"]?.string == "a")
        #expect(run.errors.contains("of the plugin\n"))
    }

    @Test func `plugin check and test fail with it`() throws {
        let plugin = ForeignPlugin(create: "exit(0);")
        let checked = try HostProcess.run("plugin", "check", try plugin.build(in: folder))
        #expect(checked.status == 1, "\(checked)")
        #expect(checked.errors.contains("ended the process with exit(0)"))
        _ = try plugin.graph(in: folder)
        let scenario = try folder.write(
            #"{"scenario": 1, "name": "s", "manifest": "graph.json", "steps": [{"do": "run", "input": {}}]}"#,
            to: "scenario.json")
        let tested = try HostProcess.run("test", scenario)
        #expect(tested.status == 1, "\(tested)")
        #expect(tested.errors.contains("ended the process with exit(0)"))
    }

    @Test func `a child that a plugin forks off ends as it likes`() throws {
        let work = "pid_t p = fork(); if (p == 0) _exit(0); int s = 1; waitpid(p, &s, 0); if (s != 0) abort();"
        let run = try HostProcess.run("run", try ForeignPlugin(work: work).graph(in: folder), "--set", "in=1")
        #expect(run.status == 0, "\(run)")
    }

    @Test func `a handler of the plugin's cannot change how the host ends`() throws {
        let head = "static void late(void) { _exit(7); }"
        let run = try HostProcess.run(
            "run", try ForeignPlugin(head: head, work: "atexit(late);").graph(in: folder), "--set", "in=1")
        #expect(run.status == 0 && run.output.contains("0.3"), "\(run)")
    }

    @Test(arguments: ["atexit(late);", "on_exit((void (*)(int, void *))late, NULL);"])
    func `what crashes at the end is the plugin's`(work: String) throws {
        let head = "static void late(void) { *(volatile int *)8 = 1; }"
        let run = try HostProcess.run(
            "run", try ForeignPlugin(head: head, work: work).graph(in: folder), "--set", "in=1")
        #expect(run.signal == SIGSEGV, "\(run)")
        #expect(run.errors.contains("plugin \"org.example.foreign\", as the process ended, crashed with SIGSEGV"))
    }

    @Test func `each signal of a crash is told with the node`() throws {
        let path = try ForeignPlugin(work: "raise(atoi(getenv(\"CRASH\")));").graph(in: folder)
        for signal in [SIGTRAP, SIGSYS, SIGFPE, SIGILL, SIGBUS, SIGABRT, SIGSEGV] {
            let run = try HostProcess.run("run", path, environment: ["CRASH": "\(signal)"])
            #expect(run.signal == signal, "\(run)")
            #expect(run.errors.contains("plugin \"org.example.foreign\", node \"a\", crashed with SIG"))
        }
    }
}
