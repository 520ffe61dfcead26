import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// Routers and reducers over the border.
@Suite struct RouterReducerTests {
    private static let broke = "plugin \"org.example.fixture\" broke the contract: it "

    /// A plugin with the router `way` and the reducer `mix`.
    private func plugin(route: String = "return PREGEL_OK;", reduce: String = "return PREGEL_OK;") throws -> CPlugin {
        try CPlugin(
            identity: CPlugin.identity(
                rest: #","nodes":[{"name":"work"}],"routers":[{"name":"way"}],"reducers":[{"name":"mix"}]"#),
            NodeSource.nothing + """
                static pregel_status route(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
                  (void)instance; (void)host; (void)task;
                \(route)
                }
                static pregel_status reduce(void *instance, const pregel_host_v1 *host, pregel_call call,
                                            const pregel_value *current, const pregel_value *update) {
                  (void)instance; (void)host; (void)call; (void)current; (void)update;
                \(reduce)
                }

                """
                + CPlugin.table(
                    change: """
                        static pregel_router_v1 router; static const pregel_router_v1 *routers[] = { &router };
                        static pregel_reducer_v1 reducer; static const pregel_reducer_v1 *reducers[] = { &reducer };
                        router.component = node.component; router.component.size = sizeof router;
                        router.component.name = PREGEL_S("way"); router.route = route;
                        reducer.component = node.component; reducer.component.size = sizeof reducer;
                        reducer.component.name = PREGEL_S("mix"); reducer.reduce = reduce;
                        plugin.routers = routers; plugin.n_routers = 1;
                        plugin.reducers = reducers; plugin.n_reducers = 1;
                        """))
    }

    /// What a run makes of the router: the nodes `a` and `b` write their argument, or their name, to `log`.
    private func routed(_ route: String) throws -> RunResult {
        let plugin = try plugin(route: route)
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        graph.addChannel("n")
        graph.addChannel("log", .reduce(.append))
        for name in ["a", "b"] {
            graph.addNode(name) { try $0.write("log", [$0.input["n"] == nil ? $0.input : Value($0.node)]) }
        }
        graph.addConditionalEdge(
            from: StateGraph.start, targets: ["a", "b"], Router(try loaded.router("way", config: [:])))
        return try graph.compile().run(["n": 5])
    }

    @Test func `a router gives a target, a list of them, and packets`() throws {
        let one = try routed(
            """
              pregel_value target = pregel_string(pregel_as_int(pregel_get(task->input, PREGEL_S("n")), 0) == 5
                ? PREGEL_S("b") : PREGEL_S("a"));
              return host->give(host, task->call, &target);
            """)
        #expect(one.output["log"] == ["b"])
        let many = try routed(
            """
              pregel_value names[] = { pregel_string(PREGEL_S("b")), pregel_string(PREGEL_S("a")) };
              pregel_value targets = pregel_array(names, 2), argument = pregel_int(7);
              host->send(host, task->call, PREGEL_S("a"), &argument);
              return host->give(host, task->call, &targets);
            """)
        #expect(many.output["log"] == [7, "a", "b"] || many.output["log"] == ["a", "b", 7])
    }

    @Test(arguments: [
        ("pregel_value v = pregel_int(1); host->write(host, task->call, PREGEL_S(\"n\"), &v);", "write"),
        ("host->go_to(host, task->call, PREGEL_S(\"a\"));", "go_to"),
        ("host->command_parent(host, task->call);", "command_parent"),
        ("pregel_value v = pregel_int(1); host->emit(host, task->call, PREGEL_S(\"custom\"), &v);", "emit"),
        ("host->complete(host, task->call, PREGEL_OK, NULL);", "complete"),
    ])
    func `a router that does what only nodes do breaks the contract`(body: String, verb: String) throws {
        let result = try routed(body + " return PREGEL_OK;")
        #expect(
            result.failure?.message == Self.broke
                + "called host->\(verb) in a router's call, where it does not belong")
    }

    @Test func `a router cannot stop at a question`() throws {
        let result = try routed("return PREGEL_INTERRUPTED;")
        #expect(result.failure?.message == Self.broke + "answered INTERRUPTED, which is neither OK nor FAILED")
    }

    /// What a run makes of the reducer, with three writes of a channel.
    private func reduced(_ reduce: String) throws -> RunResult {
        let plugin = try plugin(reduce: reduce)
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        graph.addChannel("sum", .reduce(Reducer(try loaded.reducer("mix", config: [:]))))
        for (name, value) in [("a", 2), ("b", 3)] {
            graph.addNode(name) { try $0.write("sum", Value(value)) }
            graph.addEdge(from: StateGraph.start, to: name)
        }
        return try graph.compile().run(["sum": 10])
    }

    @Test func `a reducer combines each write with what there is`() throws {
        let result = try reduced(
            """
              pregel_value sum = pregel_int(2 * pregel_as_int(current, 0) + pregel_as_int(update, 0));
              return host->give(host, call, &sum);
            """)
        #expect(result.output["sum"] == 47)
    }

    @Test(arguments: [
        ("return PREGEL_OK;", "reducer \"mix\" of plugin \"org.example.fixture\" gave no value"),
        (
            "return PREGEL_FAILED;",
            RouterReducerTests.broke + "answered FAILED without saying why: call host->fail first"
        ),
        (
            "pregel_value v = pregel_int(1); host->write(host, call, PREGEL_S(\"sum\"), &v); return PREGEL_OK;",
            RouterReducerTests.broke + "called host->write in a reducer's call, where it does not belong"
        ),
        (
            "pregel_value v = pregel_array(NULL, 2); return host->give(host, call, &v);",
            "plugin \"org.example.fixture\" handed over a malformed value: the pointer is NULL, but the count is 2"
        ),
    ])
    func `what a reducer cannot combine is an invalid update`(body: String, message: String) throws {
        let result = try reduced(body)
        #expect(result.failure?.code == .invalidUpdate)
        #expect(result.failure?.message.contains(message) == true, "\(result.failure?.message ?? "")")
    }

    @Test func `a reducer's failure keeps its kind, its plugin and what it says`() throws {
        let result = try reduced(
            """
              pregel_failure_v1 why = {.size = sizeof why, .transient = -1, .kind = PREGEL_S("NoSum"),
                                       .message = PREGEL_S("no sum")};
              return host->fail(host, call, &why);
            """)
        #expect(result.failure?.code == .invalidUpdate && result.failure?.kind == "NoSum")
        #expect(result.failure?.plugin == "org.example.fixture")
        #expect(result.failure?.message.hasSuffix(": no sum") == true)
    }
}
