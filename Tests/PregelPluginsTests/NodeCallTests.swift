import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// What a node does over the border, and what becomes of it.
@Suite struct NodeCallTests {
    /// Runs a graph of one node `work` with channels `in`, `out` and the list `log`.
    static func run(
        _ invoke: String, flags: String = "0", identityFlags: String = "", input: Value = ["in": 20],
        options: RunOptions = RunOptions()
    ) throws -> RunResult {
        let identity = CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\",\"flags\":[\(identityFlags)]}]")
        let plugin = try CPlugin(
            identity: identity,
            """
            static pregel_status invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
            \(invoke)
            }
            """ + CPlugin.table(flags: flags), flags: ["-pthread"])
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        for name in ["in", "out"] { graph.addChannel(name) }
        graph.addChannel("log", .reduce(.append))
        graph.addNode("n", .body(try loaded.node("work", config: [:])))
        graph.addNode("other") { _ in }
        graph.addEdge(from: StateGraph.start, to: "n")
        return try graph.compile().run(input, options: options)
    }

    @Test func `a node reads its input and writes a channel`() throws {
        let result = try Self.run(
            """
            int64_t in = pregel_as_int(pregel_get(task->input, PREGEL_S("in")), -1);
            pregel_value out = pregel_int(in + 22);
            return host->write(host, task->call, PREGEL_S("out"), &out);
            """)
        #expect(result.output == ["in": 20, "out": 42, "log": []])
    }

    @Test func `a node that no packet made has no state to read beside its input`() throws {
        let result = try Self.run(
            """
            const pregel_value *state = task->input;
            pregel_status status = host->read_state(host, task->call, &state);
            pregel_value out = pregel_int(status == PREGEL_ABSENT && state == NULL ? 1 : 0);
            return host->write(host, task->call, PREGEL_S("out"), &out);
            """)
        #expect(result.output["out"] == 1)
    }

    @Test func `a tree of values crosses the border by copy`() throws {
        let result = try Self.run(
            """
            pregel_value items[2] = { pregel_float(1.5), pregel_string(PREGEL_S("grün")) };
            pregel_member members[2] = { { PREGEL_S("list"), pregel_array(items, 2) }, { PREGEL_S("none"), pregel_null() } };
            pregel_value out = pregel_object(members, 2);
            pregel_status status = host->write(host, task->call, PREGEL_S("out"), &out);
            memset(items, 0xEE, sizeof items);
            return status;
            """)
        #expect(result.output["out"] == ["list": [1.5, "grün"], "none": .null])
    }

    @Test func `JSON text is parsed where it is handed over`() throws {
        let result = try Self.run(
            """
            pregel_value out = pregel_json(PREGEL_S("{\\\"a\\\": [1, 2.0]}"));
            return host->write(host, task->call, PREGEL_S("out"), &out);
            """)
        #expect(result.output["out"] == ["a": [1, 2.0]])
    }

    @Test func `a channel that there is not fails the task whatever the node answers`() throws {
        let result = try Self.run(
            """
            pregel_value out = pregel_int(1);
            host->write(host, task->call, PREGEL_S("uot"), &out);
            return PREGEL_OK;
            """)
        #expect(result.failure?.code == .invalidUpdate)
        #expect(
            result.failure?.message
                == "node \"n\" writes channel \"uot\", which graph \"test\" does not have; did you mean \"out\"?")
    }

    @Test func `a failure has the kind and the message that the node states`() throws {
        let result = try Self.run(
            """
            pregel_failure_v1 why = { .size = sizeof why, .transient = 0, .kind = PREGEL_S("ValueError"),
              .message = PREGEL_S("no such thing") };
            return host->fail(host, task->call, &why);
            """)
        #expect(result.failure?.code == .nodeError)
        #expect(result.failure?.kind == "ValueError")
        #expect(result.failure?.message == "no such thing")
        #expect(result.failure?.node == "n")
        #expect(result.failure?.plugin == "org.example.fixture")
    }

    @Test func `a failure may state the kinds that its kind is one of`() throws {
        let result = try Self.run(
            """
            pregel_str bases[] = {PREGEL_S("TimeoutError"), PREGEL_S("Odd")};
            pregel_failure_v1 why = { .size = sizeof why, .kind = PREGEL_S("Slow"), .message = PREGEL_S("too slow"),
              .bases = bases, .n_bases = 2 };
            return host->fail(host, task->call, &why);
            """)
        #expect(result.failure?.kind == "Slow" && result.failure?.bases == ["TimeoutError", "Odd"])
    }

    @Test func `the bases of a failure that is too small for them are not read`() throws {
        let result = try Self.run(
            """
            pregel_failure_v1 why = { .size = offsetof(pregel_failure_v1, bases), .kind = PREGEL_S("Slow"),
              .message = PREGEL_S("too slow"), .bases = (const pregel_str *)1, .n_bases = 2 };
            return host->fail(host, task->call, &why);
            """)
        #expect(result.failure?.kind == "Slow" && result.failure?.bases == [])
    }

    @Test func `FAILED without a reason is told as a broken contract`() throws {
        let result = try Self.run("return PREGEL_FAILED;")
        #expect(
            result.failure?.message
                == "plugin \"org.example.fixture\" broke the contract: it answered FAILED without saying why: call host->fail first"
        )
    }

    @Test func `PENDING from a node that is not async is told as a broken contract`() throws {
        let result = try Self.run("return PREGEL_PENDING;")
        #expect(
            result.failure?.message
                == "plugin \"org.example.fixture\" broke the contract: it answered PENDING, but does not declare the flag \"async\""
        )
    }

    @Test func `an unknown status is told as a broken contract`() throws {
        let result = try Self.run("return 77;")
        #expect(
            result.failure?.message
                == "plugin \"org.example.fixture\" broke the contract: it answered 77, which is no status of a node")
    }

    @Test(arguments: [
        ("pregel_float(0.0 / 0.0)", "the number is"),
        ("pregel_string(PREGEL_S(\"\\xff\"))", "the string is not valid UTF-8 at byte 0"),
        ("pregel_array(NULL, 3)", "the pointer is NULL, but the count is 3"),
        ("pregel_make_value(200, 0)", "the kind 200 is none of PREGEL_NULL to PREGEL_JSON"),
        ("pregel_json(PREGEL_S(\"[1,\"))", "the JSON text is malformed"),
    ])
    func `a malformed value is refused with its reason`(expression: String, reason: String) throws {
        let result = try Self.run(
            "pregel_value out = \(expression);\nreturn host->write(host, task->call, PREGEL_S(\"out\"), &out);")
        let message = result.failure?.message ?? ""
        #expect(
            message.hasPrefix("plugin \"org.example.fixture\" handed over a malformed value: \(reason)"), "\(message)")
    }

    @Test func `a value nested ten thousand deep is refused, not followed`() throws {
        let result = try Self.run(
            """
            static pregel_value deep[10001];
            for (int i = 10000; i >= 0; i--) deep[i] = i == 10000 ? pregel_null() : pregel_array(&deep[i + 1], 1);
            return host->write(host, task->call, PREGEL_S("out"), &deep[0]);
            """)
        #expect(result.failure?.message.contains("nested more than 512 deep") == true)
    }

    @Test func `a pending node completes from a thread of its own`() throws {
        let result = try Self.run(
            """
            static struct work work;
            work.host = host; work.call = task->call;
            pthread_t thread;
            pthread_create(&thread, NULL, later, &work);
            pthread_detach(thread);
            return PREGEL_PENDING;
            """, flags: "PREGEL_NODE_ASYNC", identityFlags: "\"async\"", prelude: Self.completesTwice)
        #expect(result.output["out"] == 7)
        #expect(result.status == .completed)
    }

    /// Writes, completes, completes again and writes again: what is late is answered STALE.
    static let completesTwice = """
        #include <pthread.h>
        struct work { const pregel_host_v1 *host; pregel_call call; };
        static void *later(void *argument) {
          struct work *work = argument;
          pregel_value out = pregel_int(7), wrong = pregel_int(8);
          work->host->write(work->host, work->call, PREGEL_S("out"), &out);
          work->host->complete(work->host, work->call, PREGEL_OK, NULL);
          if (work->host->complete(work->host, work->call, PREGEL_OK, NULL) != PREGEL_STALE) __builtin_trap();
          if (work->host->write(work->host, work->call, PREGEL_S("out"), &wrong) != PREGEL_STALE) __builtin_trap();
          return NULL;
        }
        """

    static func run(
        _ invoke: String, flags: String, identityFlags: String, prelude: String
    ) throws -> RunResult {
        let identity = CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\",\"flags\":[\(identityFlags)]}]")
        let source =
            prelude + """

                static pregel_status invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
                \(invoke)
                }
                """
        let plugin = try CPlugin(identity: identity, source + CPlugin.table(flags: flags), flags: ["-pthread"])
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.addChannel("out")
        graph.addNode("n", .body(try loaded.node("work", config: [:])))
        graph.addEdge(from: StateGraph.start, to: "n")
        return try graph.compile().run(["in": 1])
    }

    @Test func `a call that was made up is answered as stale`() throws {
        let result = try Self.run(
            """
            pregel_value out = pregel_int(1);
            pregel_call forged[] = { 0, 1, task->call + 1, 0xFFFFFFFFFFFFFFFFull, 0x7FFFFFFFFFFFFFFFull, 1ull << 24 };
            for (int i = 0; i < 6; i++)
              if (host->write(host, forged[i], PREGEL_S("out"), &out) != PREGEL_STALE) return 77;
            out = pregel_int(5);
            return host->write(host, task->call, PREGEL_S("out"), &out);
            """)
        #expect(result.output["out"] == 5)
    }

    @Test func `go_to and send reach other nodes`() throws {
        let result = try Self.run(
            "return host->go_to(host, task->call, PREGEL_S(\"other\"));",
            flags: "PREGEL_NODE_ROUTES", identityFlags: "\"routes\"")
        #expect(result.status == .completed)
        #expect(result.steps == 2)
        let unknown = try Self.run(
            "return host->go_to(host, task->call, PREGEL_S(\"othr\"));",
            flags: "PREGEL_NODE_ROUTES", identityFlags: "\"routes\"")
        #expect(
            unknown.failure?.message
                == "node \"n\" goes to \"othr\", which is no node of graph \"test\"; did you mean \"other\"?")
    }

    @Test func `a question stops the run`() throws {
        let result = try Self.run(
            """
            pregel_value ask = pregel_string(PREGEL_S("how many?"));
            const pregel_value *answer = NULL;
            return host->interrupt(host, task->call, &ask, NULL, &answer);
            """, flags: "PREGEL_NODE_INTERRUPTS", identityFlags: "\"interrupts\"")
        #expect(result.status == .interrupted)
        #expect(result.interrupts.map(\.value) == ["how many?"])
    }
}
