import Foundation
import PregelDiagnostics
import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// Plugins that are part of the process: loaded once, configured once, with instances that come and go.
@Suite struct LoadedPluginTests {
    private func loader(_ log: any PluginLog = SilentLog()) -> PluginLoader { PluginLoader(probe: nil, log: log) }

    /// A plugin that counts, and writes what it counted to the channel `out`.
    private func counting(_ change: String = "", source: String = "", rest: String = "") throws -> CPlugin {
        try CPlugin(
            identity: CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\"}]" + rest),
            "static int entries, made, ended, configured;\n"
                + NodeSource.invoke(
                    """
                      pregel_value counts[] = { pregel_int(entries), pregel_int(made), pregel_int(ended), pregel_int(configured) };
                      pregel_value out = pregel_array(counts, 4);
                      return host->write(host, task->call, PREGEL_S("out"), &out);
                    """) + source
                    + """
                    static pregel_status make(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                              const pregel_value *config, void **instance) {
                      (void)component; (void)host; (void)call; (void)config; *instance = NULL; made++; return PREGEL_OK; }
                    static void end(void *instance) { (void)instance; ended++; }

                    """
                + CPlugin.table(
                    change: "entries++; node.component.create = make; node.component.destroy = end; " + change))
    }

    private func counts(_ plugin: LoadedPlugin) throws -> Value {
        var graph = StateGraph("test")
        graph.addChannel("out")
        graph.addNode("n", .body(try plugin.node("work", config: [:])))
        graph.addEdge(from: StateGraph.start, to: "n")
        return try graph.compile().run([:]).output["out"] ?? .null
    }

    @Test func `a plugin's entry is called once in a process, by whatever path and loader`() throws {
        let plugin = try counting()
        #expect(try counts(loader().load(plugin.file())) == [1, 1, 0, 0])
        let copy = try TestFolder()
        let path = try copy.copy(plugin, to: "copy.so")
        #expect(try counts(loader().load(PluginFile(path))) == [1, 2, 1, 0])
    }

    @Test func `a refusal is for good`() throws {
        let plugin = try counting("if (entries == 1) return NULL;")
        for _ in 0..<2 {
            let told = #expect(throws: Diagnostic.self) { try loader().load(plugin.file()) }
            #expect(told?.code == "plugin.refused")
        }
    }

    @Test func `a file that was replaced is another plugin, beside the one that was loaded`() throws {
        let (first, second) = try (
            counting(), counting("(void)entries;", source: "/* another */ PREGEL_EXPORT int other;")
        )
        let file = try first.file()
        let loaded = try loader().load(file)
        let beside = first.path + ".new"
        try FileManager.default.copyItem(atPath: second.path, toPath: beside)
        try #require(rename(beside, first.path) == 0)
        #expect(try counts(loader().load(first.file())) == [1, 1, 0, 0])
        #expect(try counts(loaded) == [1, 1, 0, 0], "what was loaded goes on")
        #expect(try counts(loader().load(file)) == [1, 2, 1, 0], "and is what was read then")
    }

    // MARK: Configuration

    private static let configure = """
        static pregel_status configure(const pregel_host_v1 *host, pregel_call call, const pregel_value *config) {
          configured++;
          if (pregel_as_int(pregel_get(config, PREGEL_S("n")), 0) == 1) return PREGEL_OK;
          pregel_failure_v1 why = { .size = sizeof why, .message = PREGEL_S("n must be 1") };
          return host->fail(host, call, &why);
        }

        """

    @Test func `a configuration is given once`() throws {
        let plugin = try counting(
            "plugin.configure = configure;", source: Self.configure, rest: ",\"config_schema\":{}")
        let refused = #expect(throws: Diagnostic.self) { try loader().load(plugin.file(), config: ["n": 2]) }
        #expect(refused?.message == "the configuration of the plugin \"org.example.fixture\" was refused")
        #expect(refused?.notes == ["n must be 1"])
        _ = try loader().load(plugin.file(), config: ["n": 1])
        #expect(try counts(loader().load(plugin.file(), config: ["n": 1])) == [1, 1, 0, 2])
        let other = #expect(throws: Diagnostic.self) { try loader().load(plugin.file(), config: ["n": 3]) }
        #expect(other?.notes == ["the plugin is configured otherwise already; a process has one of each plugin"])
    }

    @Test func `a plugin that takes no configuration is given none`() throws {
        let plugin = try counting()
        let told = #expect(throws: Diagnostic.self) { try loader().load(plugin.file(), config: [:]) }
        #expect(told?.notes == ["the plugin takes no configuration; take \"config\" out of its entry"])
    }

    @Test func `a component's configuration is held against the schema of its table`() throws {
        let plugin = try counting(
            #"node.component.config_schema = PREGEL_S("{\"properties\":{\"n\":{\"type\":\"integer\"}}}");"#)
        let told = #expect(throws: Diagnostic.self) {
            try loader().load(plugin.file()).node("work", config: ["n": "x"])
        }
        #expect(told?.message == "the configuration of \"work\" does not fit its schema")
        #expect(told?.notes.first?.hasPrefix("config/n: ") == true)
    }

    // MARK: Instances

    @Test func `an instance ends with the last graph that has it`() throws {
        let plugin = try counting()
        let loaded = try loader().load(plugin.file())
        var node: (any NodeBody)? = try loaded.node("work", config: [:])
        #expect(node?.plugin == "org.example.fixture")
        node = nil
        #expect(try counts(loaded) == [1, 2, 1, 0])
    }

    @Test(arguments: [
        (
            "return PREGEL_FAILED;",
            "plugin \"org.example.fixture\" broke the contract: it answered FAILED without saying why: call host->fail first"
        ),
        (
            "return PREGEL_PENDING;",
            "plugin \"org.example.fixture\" broke the contract: it answered PENDING, which is neither OK nor FAILED"
        ),
        (
            "pregel_failure_v1 w = { .size = sizeof w, .message = PREGEL_S(\"no\") }; host->fail(host, call, &w); return PREGEL_OK;",
            "no"
        ),
    ])
    func `an instance that cannot be made is refused with the reason`(body: String, reason: String) throws {
        let plugin = try counting(
            "node.component.create = refuse;",
            source: """
                static pregel_status refuse(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                            const pregel_value *config, void **instance) {
                  (void)component; (void)host; (void)call; (void)config; (void)instance; \(body) }

                """)
        let told = #expect(throws: Diagnostic.self) { try loader().load(plugin.file()).node("work", config: [:]) }
        #expect(
            told?.message == "the component \"work\" of the plugin \"org.example.fixture\" could not be made")
        #expect(told?.notes == [reason])
    }

    @Test func `one create serves many components: it is told which one of the table it is for`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\"},{\"name\":\"rest\"}]"),
            """
            static pregel_status invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
              pregel_value name = pregel_string(((const pregel_component_v1 *)instance)->name);
              return host->write(host, task->call, PREGEL_S("out"), &name); }
            static pregel_status make(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                      const pregel_value *config, void **instance) {
              (void)host; (void)call; (void)config; *instance = (void *)component; return PREGEL_OK; }
            static pregel_node_v1 second;

            """
                + CPlugin.table(
                    change: """
                        node.component.create = make; second = node; second.component.name = PREGEL_S("rest");
                        nodes[1] = &second; plugin.n_nodes = 2;
                        """))
        let loaded = try loader().load(plugin.file())
        for name in ["rest", "work"] {
            var graph = StateGraph("test")
            graph.addChannel("out")
            graph.addNode("n", .body(try loaded.node(name, config: [:])))
            graph.addEdge(from: StateGraph.start, to: "n")
            #expect(try graph.compile().run([:]).output["out"] == Value(name))
        }
    }

    @Test func `a component that there is not is refused`() throws {
        let plugin = try counting()
        let told = #expect(throws: Diagnostic.self) { try loader().load(plugin.file()).router("work", config: [:]) }
        #expect(told?.message == "the plugin \"org.example.fixture\" has no router \"work\"")
    }

    // MARK: Log

    private final class Lines: PluginLog, @unchecked Sendable {
        let level: Int32 = 2
        private let lock = Lock()
        private var lines: [String] = []

        func write(plugin: String, node: String, level: Int32, message: String, fields: Value?) {
            lock.withLock { lines.append("[\(plugin) \(node)] \(level): \(message) \(fields?.json() ?? "")") }
        }

        var all: [String] { lock.withLock { lines } }
    }

    @Test func `log lines have the plugin's and the node's name, and go where the last loader says`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode,
            NodeSource.invoke(
                """
                  pregel_member field = { PREGEL_S("a"), pregel_int(1) };
                  pregel_value fields = pregel_object(&field, 1);
                  if (host->log_enabled(host, PREGEL_LOG_DEBUG) || !host->log_enabled(host, PREGEL_LOG_INFO)) return 70;
                  host->log(host, task->call, PREGEL_LOG_DEBUG, PREGEL_S("unheard"), NULL);
                  host->log(host, task->call, PREGEL_LOG_INFO, PREGEL_S("heard"), &fields);
                  host->log(host, 0, PREGEL_LOG_ERROR, PREGEL_S("without a call"), NULL);
                  host->log(host, 12345, PREGEL_LOG_ERROR, PREGEL_S("made up"), NULL);
                  return PREGEL_OK;
                """) + CPlugin.table())
        let lines = Lines()
        _ = try loader().load(plugin.file())
        let loaded = try loader(lines).load(plugin.file())
        var graph = StateGraph("test")
        graph.addNode("n", .body(try loaded.node("work", config: [:])))
        graph.addEdge(from: StateGraph.start, to: "n")
        #expect(try graph.compile().run([:]).failure == nil)
        #expect(
            lines.all == [
                "[org.example.fixture n] 2: heard {\"a\":1}", "[org.example.fixture ] 4: without a call ",
                "[org.example.fixture ] 4: made up ",
            ])
    }
}
