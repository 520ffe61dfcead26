import Foundation
import Testing

/// What of the process is the host's, whatever its parent has left of it and plugins do to it.
@Suite(.timeLimit(.minutes(20)))
struct OwnProcessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    // MARK: What a parent leaves

    @Test func `a parent that ignores its children's ends changes no verdict on a plugin`() throws {
        let path = try ForeignPlugin().graph(in: folder)
        let run = try Shell.run("trap '' CHLD; $HOST run \(path) --set in=1", in: folder)
        #expect(run.status == 0, "\(run)")
        let again = try Shell.run("$HOST run \(path) --set in=1", in: folder)
        #expect(again.status == 0, "\(again)")
    }

    @Test(arguments: ["<&-", "2>&-", "<&- 2>&-"])
    func `closed descriptors are nobody's place for files`(redirection: String) throws {
        let head = """
            static void look(void) {
              for (int d = 0; d < 3; d++) {
                struct stat s; if (fstat(d, &s) != 0) abort();
                char p[64], t[64]; snprintf(p, sizeof p, "/proc/self/fd/%d", d);
                ssize_t n = readlink(p, t, sizeof t - 1); if (n < 0) abort();
                t[n] = 0; if (t[0] != '/') abort();
              }
            }
            """
        let path = try ForeignPlugin(head: head, create: "look();", work: "look();").graph(in: folder)
        let run = try Shell.run("$HOST run \(path) --set in=1 \(redirection)", in: folder)
        #expect(run.status == 0 && run.output.contains("0.30000000000000004"), "\(run)")
    }

    @Test func `a result that has nowhere to go is no success`() throws {
        let path = try folder.write(Fixtures.counter, to: "g.json")
        let closed = try Shell.run("$HOST run \(path) --set count=0 >&-", in: folder)
        #expect(closed.status == 69 && closed.errors.contains("cannot write the output"), "\(closed)")
        let full = try Shell.run("$HOST run \(path) --set count=0 >/dev/full", in: folder)
        #expect(full.status == 69 && full.errors.contains("No space left on device"), "\(full)")
    }

    @Test func `a result survives an output that refuses what it cannot take at once`() throws {
        let value = String(repeating: "x", count: 1 << 20)
        try folder.write(#"{"x": "\#(value)"}"#, to: "input.json")
        let path = try folder.write(Fixtures.single(#"{"use": "std.pass"}"#), to: "g.json")
        let source = try folder.write(
            """
            #include <fcntl.h>
            #include <unistd.h>
            int main(int count, char **words) {
              fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
              return count > 1 ? execv(words[1], words + 1) : 1;
            }
            """, to: "nonblock.c")
        // The reader lets the pipe fill up, which the first program has made non-blocking for both.
        let script = """
            '\(try #require(CCompiler.program))' '\(source)' -o nonblock || exit 1
            ./nonblock "$HOST" run '\(path)' --input @input.json | (read -N 1 c; wc -c)
            echo "${PIPESTATUS[0]}"
            """
        let run = try Shell.run(script, in: folder)
        let words = run.output.split(whereSeparator: \.isWhitespace)
        #expect(words.count == 2 && words.last == "0", "\(run)")
        #expect(Int(words.first ?? "") ?? 0 > 1 << 20)
    }

    // MARK: What plugins do

    @Test func `a result never gets into a plugin's file`() throws {
        let plugin = ForeignPlugin(
            work:
                #"for (int d = 3; d < 1024; d++) close(d); for (int i = 0; i < 64; i++) open("mine", O_CREAT | O_RDWR, 0600);"#
        )
        let path = try plugin.graph(in: folder)
        let run = try HostProcess.run(["run", path, "--set", "in=1"], in: folder.url)
        #expect(run.status == 69 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("cannot write the output"))
        #expect(folder.read("mine").isEmpty)
    }

    private static let deeds = """
        signal(SIGCHLD, SIG_IGN); signal(SIGPIPE, SIG_DFL); signal(SIGSEGV, SIG_DFL); signal(SIGTERM, SIG_IGN);
        if (chdir("/") != 0) abort();
        umask(0); setlocale(LC_ALL, "C.UTF-8"); fesetround(FE_UPWARD); feenableexcept(FE_INEXACT);
        sigset_t all; sigfillset(&all); pthread_sigmask(SIG_SETMASK, &all, NULL);
        """

    private static let named = [
        "what becomes of SIGSEGV, SIGPIPE, SIGTERM, SIGCHLD,", "the working directory",
        "the mask of new files' permissions (umask)", "the locale", "how floating-point numbers are computed",
        "which signals are kept back",
    ]

    @Test(arguments: ["entry", "create", "node"])
    func `what a plugin changes of it is the host's again, and told with its name`(place: String) throws {
        var plugin = ForeignPlugin()
        switch place {
        case "entry": plugin.entry = Self.deeds
        case "create": plugin.create = Self.deeds
        default: plugin.work = Self.deeds
        }
        let path = try plugin.graph(in: folder)
        let run = try HostProcess.run("run", path, "--set", "in=1")
        // 0.1 + 0.2, rounded to the nearest.
        #expect(run.status == 0 && run.output.contains("0.30000000000000004"), "\(run)")
        let warnings = run.errors.split(separator: "\n")
        #expect(warnings.count == 1 && warnings[0].hasPrefix("warning: org.example.foreign: changed "), "\(run.errors)")
        for thing in Self.named { #expect(run.errors.contains(thing), "\(run.errors)") }
    }

    @Test func `the other commands that run a plugin warn of it, too`() throws {
        let plugin = ForeignPlugin(create: "chdir(\"/\");")
        _ = try plugin.graph(in: folder)
        let scenario = try folder.write(
            #"{"scenario": 1, "name": "s", "manifest": "graph.json", "steps": [{"do": "run", "input": {"in": 1}}]}"#,
            to: "scenario.json")
        for command in [["plugin", "check", folder.path("libforeign.so")], ["test", scenario]] {
            let run = try HostProcess.run(command)
            #expect(run.errors.contains("warning: org.example.foreign: changed the working directory"), "\(run)")
        }
    }

    @Test func `a plugin that leaves all as it was is not warned of`() throws {
        let run = try HostProcess.run("run", try ForeignPlugin().graph(in: folder), "--set", "in=1")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    }

    // MARK: Being stopped

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func `a plugin that closes all descriptors keeps nobody from stopping the run`(
        signal: Int32, status: Int32
    ) throws {
        let plugin = ForeignPlugin(
            flags: [ForeignPlugin.pending],
            work: #"for (int d = 3; d < 1024; d++) close(d); write(2, "begun\n", 6); return PREGEL_PENDING;"#)
        let path = try plugin.graph(in: folder)
        let run = try Shell.run(Self.stopped(path, by: signal), in: folder)
        #expect(run.output.hasSuffix("status \(status)\n"), "\(run)")
    }

    @Test func `a plugin that takes the signals keeps nobody from stopping the run`() throws {
        let plugin = ForeignPlugin(
            flags: [ForeignPlugin.pending],
            work: #"""
                signal(SIGINT, SIG_IGN);
                write(2, "begun\n", 6);
                return PREGEL_PENDING;
                """#)
        let path = try plugin.graph(in: folder)
        // The warning comes once the signal is the host's again.
        let run = try Shell.run(
            Self.stopped(path, by: SIGINT, after: "changed what becomes of SIGINT"), in: folder)
        #expect(run.output.hasSuffix("status 130\n"), "\(run)")
    }

    @Test func `SIGTERM has the superstep finish, and then ends the run`() throws {
        let plugin = ForeignPlugin(
            flags: [ForeignPlugin.blocking],
            work: #"""
                write(2, "begun\n", 6);
                while (access("go", F_OK) != 0) usleep(1000);
                """#)
        let path = try plugin.graph(in: folder)
        let script = """
            $HOST run \(path) --set in=1 --json >result 2>errors & p=$!
            until grep -q begun errors; do sleep 0.01; done
            kill -TERM $p
            until grep -q SIGTERM errors; do sleep 0.01; done
            touch go; wait $p; echo "status $?"; cat result errors
            """
        let run = try Shell.run(script, in: folder)
        #expect(run.output.contains("status 143\n"), "\(run)")
        #expect(run.output.contains(#""status":"drained""#), "\(run)")
        #expect(run.output.contains("terminated: the superstep was finished"))
    }

    /// Starts the run, waits for a word, and sends the signal until the run has ended.
    private static func stopped(_ path: String, by signal: Int32, after word: String = "begun") -> String {
        """
        $HOST run \(path) --set in=1 >/dev/null 2>errors & p=$!
        until grep -q '\(word)' errors; do sleep 0.01; done
        while kill -\(signal) $p 2>/dev/null; do sleep 0.01; done
        wait $p; s=$?; cat errors; echo "status $s"
        """
    }
}
