import Foundation
import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// The rules of calls: who may end one, when, and what becomes of a plugin that breaks one.
@Suite(.timeLimit(.minutes(20)))
struct CallRulesTests {
    private static let broke = "plugin \"org.example.fixture\" broke the contract: it "

    /// Runs a graph of the node `n` with the channels `in` and `out`.
    private func run(_ invoke: String, async: Bool = false, before: String = "") throws -> RunResult {
        try graph(invoke, async: async, before: before).run(["in": 1])
    }

    private func graph(
        _ invoke: String, async: Bool = false, before: String = "", after: String = "", change: String = ""
    ) throws -> CompiledGraph {
        let flags = (async ? ["async"] : []) + ["streams", "interrupts", "routes"]
        let plugin = try CPlugin(
            identity: CPlugin.identity(
                rest: ",\"nodes\":[{\"name\":\"work\",\"flags\":[\(flags.map { "\"\($0)\"" }.joined(separator: ","))]}]"
            ),
            "#include <pthread.h>\n#include <stdatomic.h>\n#include <unistd.h>\n" + before + NodeSource.invoke(invoke)
                + after
                + CPlugin.table(
                    flags: flags.map { "PREGEL_NODE_\($0.uppercased())" }.joined(separator: " | "), change: change),
            flags: ["-pthread", "-D_GNU_SOURCE"])
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.addChannel("out")
        graph.addNode("n", .body(try loaded.node("work", config: [:])))
        graph.addEdge(from: StateGraph.start, to: "n")
        return try graph.compile()
    }

    // MARK: Completing

    @Test func `a call may be completed before its function returns`() throws {
        let result = try run(
            """
              pregel_value out = pregel_int(7);
              host->write(host, task->call, PREGEL_S("out"), &out);
              if (host->complete(host, task->call, PREGEL_OK, NULL) != PREGEL_OK) return 70;
              if (host->complete(host, task->call, PREGEL_OK, NULL) != PREGEL_STALE) return 71;
              out = pregel_int(8);
              if (host->write(host, task->call, PREGEL_S("out"), &out) != PREGEL_STALE) return 72;
              return PREGEL_PENDING;
            """, async: true)
        #expect(result.failure == nil)
        #expect(result.output["out"] == 7)
    }

    @Test func `an answer besides a completion is a broken contract`() throws {
        let result = try run("host->complete(host, task->call, PREGEL_OK, NULL); return PREGEL_OK;", async: true)
        #expect(result.failure?.message == Self.broke + "completed its call, and answered OK instead of PENDING")
    }

    @Test func `only an asynchronous node completes`() throws {
        let result = try run("host->complete(host, task->call, PREGEL_OK, NULL); return PREGEL_OK;")
        #expect(
            result.failure?.message == Self.broke + "called host->complete, but does not declare the flag \"async\"")
    }

    @Test(arguments: [
        ("PREGEL_FAILED, NULL", "completed its call with FAILED without saying why: call host->fail first"),
        ("PREGEL_PENDING, NULL", "completed its call with PENDING, which does not end a call"),
        (
            "PREGEL_INTERRUPTED, NULL",
            "completed its call with INTERRUPTED without a question: call host->interrupt first"
        ),
        ("77, NULL", "completed its call with 77, which does not end a call"),
    ])
    func `a call is completed with a status that ends it`(arguments: String, rule: String) throws {
        let result = try run("host->complete(host, task->call, \(arguments)); return PREGEL_PENDING;", async: true)
        #expect(result.failure?.message == Self.broke + rule)
    }

    @Test func `a completion may bring its failure along`() throws {
        let result = try run(
            """
              pregel_failure_v1 why = {.size = sizeof why, .transient = -1, .kind = PREGEL_S("ConnectionError"),
                                       .message = PREGEL_S("gone")};
              host->complete(host, task->call, PREGEL_FAILED, &why);
              return PREGEL_PENDING;
            """, async: true)
        #expect(result.failure?.kind == "ConnectionError")
        #expect(result.failure?.message == "gone")
    }

    @Test func `many threads that complete one call end it once`() throws {
        let result = try run(
            """
              static struct shared shared;
              shared.host = host; shared.call = task->call;
              for (int i = 0; i < 8; i++) {
                pthread_t thread;
                pthread_create(&thread, NULL, end, &shared);
                pthread_detach(thread);
              }
              return PREGEL_PENDING;
            """, async: true,
            before: """
                struct shared { const pregel_host_v1 *host; pregel_call call; };
                static atomic_int wins;
                static void *end(void *argument) {
                  struct shared *shared = argument;
                  pregel_value out = pregel_int(1);
                  shared->host->write(shared->host, shared->call, PREGEL_S("out"), &out);
                  if (shared->host->complete(shared->host, shared->call, PREGEL_OK, NULL) == PREGEL_OK)
                    if (atomic_fetch_add(&wins, 1) != 0) __builtin_trap();
                  return NULL;
                }

                """)
        #expect(result.output["out"] == 1)
    }

    @Test func `what became of a call does not show in the next one`() throws {
        let graph = try graph(
            """
              static int calls;
              pregel_value out = pregel_int(++calls);
              switch (calls) {
              case 1: host->complete(host, task->call, PREGEL_FAILED, &(pregel_failure_v1){
                        .size = sizeof(pregel_failure_v1), .transient = -1, .message = PREGEL_S("gone")});
                      return PREGEL_PENDING;
              case 2: host->write(host, task->call, PREGEL_S("nowhere"), &out); return PREGEL_OK;
              case 3: host->complete(host, task->call, PREGEL_OK, NULL); return PREGEL_PENDING;
              default: host->write(host, task->call, PREGEL_S("out"), &out); return PREGEL_OK;
              }
            """, async: true)
        #expect(graph.run(["in": 1]).failure?.message == "gone")
        #expect(graph.run(["in": 1]).failure?.code == .invalidUpdate)
        #expect(graph.run(["in": 1]).status == .completed)
        #expect(graph.run(["in": 1]).output["out"] == 4)
    }

    @Test func `a call that has ended is stale for whoever kept it`() throws {
        let graph = try graph(
            """
              static pregel_call kept;
              if (kept != 0) {
                pregel_value out = pregel_int(9);
                const pregel_value *read = NULL;
                if (host->write(host, kept, PREGEL_S("out"), &out) != PREGEL_STALE) return 70;
                if (host->read(host, kept, PREGEL_S("in"), &read) != PREGEL_STALE) return 71;
                if (host->complete(host, kept, PREGEL_OK, NULL) != PREGEL_STALE) return 72;
                if (!host->cancelled(host, kept)) return 73;
              }
              kept = task->call;
              return PREGEL_OK;
            """)
        for _ in 0..<3 { #expect(graph.run(["in": 1]).failure == nil) }
    }

    @Test func `made-up numbers of calls that other threads may use, and those of earlier ones, are stale`() throws {
        let graph = try graph(
            """
              static pregel_call kept[40];
              static int count;
              pregel_value out = pregel_int(9);
              /* Numbers that no call of the process gets to: those of other tests' calls are near. */
              for (int bit = 48; bit < 64; bit++)
                if (host->write(host, task->call ^ UINT64_C(1) << bit, PREGEL_S("out"), &out) != PREGEL_STALE) return 70;
              for (int i = 0; i < count; i++) {
                if (host->write(host, kept[i], PREGEL_S("out"), &out) != PREGEL_STALE) return 71;
                if (host->complete(host, kept[i], PREGEL_OK, NULL) != PREGEL_STALE) return 72;
              }
              kept[count++] = task->call;
              return PREGEL_OK;
            """, async: true)
        // More than the table has parts.
        for _ in 0..<40 { #expect(graph.run(["in": 1]).failure == nil) }
    }

    @Test func `no two calls of a process have one number, whatever their threads`() async throws {
        let graph = try graph(
            """
              static atomic_int count;
              static _Atomic pregel_call seen[4096];
              int index = atomic_fetch_add(&count, 1);
              for (int i = 0; i < index; i++) if (seen[i] == task->call) return 70;
              seen[index] = task->call;
              return task->call == 0 ? 71 : PREGEL_OK;
            """)
        // Threads that have made no call before: each would begin with its first number.
        for _ in 0..<8 {
            let failure = await withCheckedContinuation { continuation in
                Thread { continuation.resume(returning: graph.run(["in": 1]).failure) }.start()
            }
            #expect(failure == nil)
        }
    }

    @Test func `a pending call that nobody wants any more is told so, and still completed`() throws {
        let graph = try graph(
            """
              the_host = host;
              pregel_value begun = pregel_int(1);
              host->emit(host, task->call, PREGEL_S("custom"), &begun);
              return PREGEL_PENDING;
            """, async: true, before: "static const pregel_host_v1 *the_host;\n",
            after: """
                static void cancel(void *instance, pregel_call call) {
                  (void)instance;
                  if (!the_host->cancelled(the_host, call)) __builtin_trap();
                  the_host->complete(the_host, call, PREGEL_CANCELLED, NULL);
                }

                """, change: "node.cancel = cancel;")
        let (begun, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        var options = RunOptions()
        options.stream = .custom
        options.onStream = { _ in begun.signal() }
        let run = graph.start(.input(["in": 1]), options: options)
        run.whenDone { result in
            #expect(result.failure?.code == .cancelled)
            ended.signal()
        }
        try #require(begun.wait(timeout: .now() + 30) == .success)
        run.cancel()
        #expect(ended.wait(timeout: .now() + 30) == .success)
    }

    // MARK: Questions

    @Test func `a question that is not handed on, and an answer without one, are broken contracts`() throws {
        let swallowed = try run(
            """
              pregel_value ask = pregel_int(1);
              const pregel_value *answer = NULL;
              if (host->interrupt(host, task->call, &ask, NULL, &answer) != PREGEL_INTERRUPTED) return 70;
              return PREGEL_OK;
            """)
        #expect(
            swallowed.failure?.message == Self.broke
                + "asked a question that nobody has answered, and answered OK instead of INTERRUPTED")
        let none = try run("return PREGEL_INTERRUPTED;")
        #expect(
            none.failure?.message == Self.broke
                + "answered INTERRUPTED without a question: call host->interrupt first")
    }

    // MARK: What verbs are handed

    @Test(arguments: [
        ("host->write(host, task->call, PREGEL_S(\"out\"), NULL)", "the pointer to it is NULL"),
        ("host->write_doc(host, task->call, PREGEL_S(\"out\"), NULL)", "the document is NULL"),
        (
            "host->write_doc(host, task->call, PREGEL_S(\"out\"), host->doc_copy(host, &nan))", "the document is NULL"
        ),
        ("host->send(host, task->call, PREGEL_S(\"n\"), &nan)", "the number is nan, which no value can be"),
        ("host->emit(host, task->call, PREGEL_S(\"custom\"), &nan)", "the number is nan, which no value can be"),
    ])
    func `what is no value is refused, and never followed`(call: String, reason: String) throws {
        let result = try run(
            """
              pregel_value nan = pregel_float(__builtin_nan(""));
              if (\(call) != PREGEL_INVALID) return 70;
              return PREGEL_OK;
            """)
        let told = (result.failure?.message ?? "").replacingOccurrences(of: "-nan", with: "nan")
        #expect(told == "plugin \"org.example.fixture\" handed over a malformed value: " + reason)
    }

    @Test func `a length that no text can have is read as none`() throws {
        let result = try run(
            "pregel_value out = pregel_int(1);\n"
                + "return host->write(host, task->call, pregel_make_str(\"out\", (size_t)-1), &out);")
        #expect(
            result.failure?.message == "node \"n\" writes channel \"\", which graph \"test\" does not have")
    }

    @Test func `bytes beyond what a value can hold are refused`() throws {
        let result = try run(
            """
              uint8_t *fill = NULL;
              if (host->doc_bytes(host, (size_t)-1, &fill) != NULL) return 70;
              if (host->doc_bytes(host, (size_t)1 << 40, &fill) != NULL) return 71;
              pregel_doc *doc = host->doc_bytes(host, 3, &fill);
              memcpy(fill, "abc", 3);
              pregel_status status = host->write_doc(host, task->call, PREGEL_S("out"), doc);
              host->doc_release(host, doc);
              return status;
            """)
        #expect(result.failure == nil)
        #expect(result.output["out"]?.bytes.map { Array($0) } == Array("abc".utf8))
    }

    @Test func `a stream that there is not is named`() throws {
        let result = try run(
            """
              pregel_value chunk = pregel_int(1);
              host->emit(host, task->call, PREGEL_S("values"), &chunk);
              return PREGEL_OK;
            """)
        #expect(
            result.failure?.message == Self.broke
                + "called host->emit with the mode \"values\", which is neither \"custom\" nor \"messages\"")
    }

    @Test func `a reason that is missing is told as a broken contract`() throws {
        let result = try run("return host->fail(host, task->call, NULL);")
        #expect(result.failure?.message == Self.broke + "called host->fail without a reason: `why` is NULL")
        let empty = try run(
            "pregel_failure_v1 why = {.size = sizeof why}; return host->fail(host, task->call, &why);")
        #expect(empty.failure?.message == "plugin \"org.example.fixture\" failed without a message")
    }

    @Test func `a node gives nothing: it writes`() throws {
        let result = try run(
            "pregel_value out = pregel_int(1); host->give(host, task->call, &out); return PREGEL_OK;")
        #expect(result.failure?.message == Self.broke + "called host->give in a node's call, where it does not belong")
    }
}
