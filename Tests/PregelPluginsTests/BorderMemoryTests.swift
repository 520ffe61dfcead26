import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// What a plugin hands over, and what it is lent, has bounds.
@Suite struct BorderMemoryTests {
    /// A tree in which each level has the next one twice.
    private static func shared(levels: Int) -> String {
        """
        static pregel_value a[64][2];
        a[0][0] = a[0][1] = pregel_int(1);
        for (int i = 1; i < \(levels); i++) a[i][0] = a[i][1] = pregel_array(a[i - 1], 2);
        pregel_value value = pregel_array(a[\(levels - 1)], 2);
        """
    }

    private static let bytes = """
        static uint8_t block[1 << 20];
        static pregel_value items[1 << 15];
        for (int i = 0; i < 1 << 15; i++) {
          items[i] = pregel_make_value(KIND, sizeof block);
          items[i].u.bytes = block;
        }
        memset(block, 'x', sizeof block);
        pregel_value value = pregel_array(items, 1 << 15);
        """

    private static let members = """
        static pregel_member level[40][2];
        for (int i = 0; i < 40; i++) {
          pregel_value below = i == 0 ? pregel_int(1) : pregel_object(level[i - 1], 2);
          level[i][0] = (pregel_member){ PREGEL_S("a"), below };
          level[i][1] = (pregel_member){ PREGEL_S("b"), below };
        }
        pregel_value value = pregel_object(level[39], 2);
        """

    @Test(arguments: [
        shared(levels: 28), shared(levels: 45), members,
        bytes.replacing("KIND", with: "PREGEL_BYTES"), bytes.replacing("KIND", with: "PREGEL_STRING"),
        "static pregel_value one; pregel_value value = pregel_array(&one, 4000000000u);",
    ])
    func `what a copy has no room for is answered NO_MEMORY, and named`(value: String) throws {
        for verb in [
            "host->write(host, task->call, PREGEL_S(\"out\"), &value)",
            "host->send(host, task->call, PREGEL_S(\"other\"), &value)",
        ] {
            let result = try NodeCallTests.run(
                "\(value)\nif (\(verb) != PREGEL_NO_MEMORY) return 70;\nreturn PREGEL_OK;",
                flags: "PREGEL_NODE_ROUTES", identityFlags: "\"routes\"")
            let message = result.failure?.message ?? ""
            #expect(
                message.hasPrefix(
                    "plugin \"org.example.fixture\" handed over a value that is too large: a copy of it takes"),
                "\(message)")
            #expect(result.failure?.kind == "MemoryError" && result.failure?.plugin == "org.example.fixture")
        }
    }

    @Test func `a JSON text whose values would have no room is not read`() throws {
        let result = try NodeCallTests.run(
            """
            void *malloc(size_t);
            void free(void *);
            uint32_t size = 200u << 20;
            char *text = malloc(size);
            for (uint32_t i = 0; i < size; i++) text[i] = i % 2 == 0 ? '0' : ',';
            (text[0] = '[', text[size - 1] = ']');
            pregel_value value = pregel_json((pregel_str){ text, size });
            pregel_status status = host->write(host, task->call, PREGEL_S("out"), &value);
            free(text);
            return status == PREGEL_NO_MEMORY ? PREGEL_OK : 70;
            """)
        #expect(result.failure?.kind == "MemoryError", "\(result)")
    }

    @Test func `what a plugin says at length is cut`() throws {
        let result = try NodeCallTests.run(
            """
            void *malloc(size_t);
            void free(void *);
            uint32_t size = 8u << 20;
            char *text = malloc(size);
            memset(text, 'x', size);
            pregel_failure_v1 why = { .size = sizeof why, .kind = { text, size }, .message = { text, size } };
            pregel_str bases[200];
            for (int i = 0; i < 200; i++) bases[i] = (pregel_str){ text, size };
            (why.bases = bases, why.n_bases = 200);
            host->fail(host, task->call, &why);
            free(text);
            return PREGEL_FAILED;
            """)
        let failure = try #require(result.failure)
        #expect(failure.message.hasSuffix("x… (8323072 more bytes)"), "\(failure.message.suffix(40))")
        #expect(failure.kind.utf8.count < 70_000 && failure.bases.allSatisfy { $0.utf8.count < 70_000 })
    }

    @Test func `sharing that a copy has room for is no fault`() throws {
        let result = try NodeCallTests.run(
            Self.shared(levels: 10) + "return host->write(host, task->call, PREGEL_S(\"out\"), &value);")
        var depth = 0
        var value = result.output["out"]
        while let inner = value, inner.kind == .array {
            #expect(inner.items.count == 2)
            (value, depth) = (inner.items.first, depth + 1)
        }
        #expect(depth == 10 && value == 1)
    }

    @Test func `a document has zeros where its plugin fills nothing, and is NULL beyond the limit`() throws {
        let result = try NodeCallTests.run(
            """
            for (int i = 0; i < 300; i++) {
              uint8_t *fill;
              pregel_doc *doc = host->doc_bytes(host, 100 + i, &fill);
              for (int k = 0; k < 100 + i; k++) if (fill[k] != 0) return 71;
              memset(fill, 0xEE, 100 + i);
              host->doc_release(host, doc);
            }
            uint8_t *fill = (uint8_t *)1;
            if (host->doc_bytes(host, 4294967295u, &fill) != NULL || fill != NULL) return 72;
            if (host->doc_bytes(host, 16, NULL) != NULL) return 73;
            return PREGEL_OK;
            """)
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    @Test func `however often a node asks, it is lent one place`() throws {
        let result = try NodeCallTests.run(
            """
            const pregel_value *first = NULL, *next = NULL;
            pregel_task_ids_v1 ids = { .size = sizeof ids }, again = { .size = sizeof again };
            host->read(host, task->call, PREGEL_S("in"), &first);
            host->task_ids(host, task->call, &ids);
            for (int i = 0; i < 1000; i++) {
              host->read(host, task->call, PREGEL_S("in"), &next);
              host->task_ids(host, task->call, &again);
              if (next != first || ids.graph.p != again.graph.p || ids.run_id.p != again.run_id.p) return 71;
            }
            return PREGEL_OK;
            """)
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    @Test(arguments: [
        ("host->read(host, task->call, PREGEL_S(\"in\"), NULL)", "read", "out"),
        ("host->read_state(host, task->call, NULL)", "read_state", "out"),
        ("host->task_ids(host, task->call, NULL)", "task_ids", "out"),
        ("host->interrupt(host, task->call, task->input, NULL, NULL)", "interrupt", "answer"),
    ])
    func `a place for a result that is NULL is refused`(call: String, verb: String, what: String) throws {
        let result = try NodeCallTests.run(
            "if (\(call) != PREGEL_INVALID) return 70;\nreturn PREGEL_OK;", flags: "PREGEL_NODE_INTERRUPTS",
            identityFlags: "\"interrupts\"")
        #expect(
            result.failure?.message
                == "plugin \"org.example.fixture\" broke the contract: it called host->\(verb) with `\(what)` NULL: there is "
                + "no place for the result")
    }
}
