import PregelDiagnostics
import PregelEngine
import PregelPlugins
import PregelValues

/// One plugin whose components break the contract in the way that their configuration names.
struct MisbehavingPlugin: Sendable {
    static let id = "org.example.misbehaving"
    /// The flags of the header, so that no verb is refused for want of one.
    private static let flags = "PREGEL_NODE_STREAMS | PREGEL_NODE_INTERRUPTS | PREGEL_NODE_ROUTES"

    private let plugin: CPlugin
    private let loaded: LoadedPlugin

    /// All ways to misbehave in a call, compiled once.
    static let shared = Result { try MisbehavingPlugin() }

    private init() throws {
        let names = #""streams","interrupts","routes""#
        plugin = try CPlugin(
            identity: CPlugin.identity(
                id: Self.id,
                rest: #","nodes":[{"name":"work","flags":[\#(names)]},{"name":"later","flags":["async",\#(names)]}],"#
                    + #""routers":[{"name":"way"}],"reducers":[{"name":"mix"}]"#),
            Self.source, flags: ["-pthread", "-D_GNU_SOURCE", "-w"])
        loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
    }

    /// What comes of a run in which the node `n` misbehaves.
    func run(node: String, _ index: Int) throws -> RunResult {
        var graph = graph()
        graph.addNode("n", .body(try loaded.node(node, config: ["case": Value(index)])))
        graph.addEdge(from: StateGraph.start, to: "n")
        return try Self.run(graph)
    }

    /// What comes of a run in which the router of the node `n` misbehaves.
    func run(router index: Int) throws -> RunResult {
        var graph = graph()
        graph.addNode("n") { _ in }
        graph.addEdge(from: StateGraph.start, to: "n")
        graph.addConditionalEdge(
            from: "n", targets: ["end"], Router(try loaded.router("way", config: ["case": Value(index)])))
        return try Self.run(graph)
    }

    /// What comes of a run in which the reducer of a channel misbehaves.
    func run(reducer index: Int) throws -> RunResult {
        var graph = graph()
        graph.addChannel("mixed", .reduce(Reducer(try loaded.reducer("mix", config: ["case": Value(index)]))))
        graph.addNode("n") { try $0.write("mixed", 1) }
        graph.addEdge(from: StateGraph.start, to: "n")
        return try Self.run(graph)
    }

    private func graph() -> StateGraph {
        var graph = StateGraph("test")
        for name in ["in", "out"] { graph.addChannel(name) }
        graph.addChannel("log", .reduce(.append))
        graph.addNode("end") { _ in }
        return graph
    }

    private static func run(_ graph: StateGraph) throws -> RunResult {
        try graph.compile().run(["in": 1, "mixed": 2])
    }

    // MARK: Its source

    private static var source: String {
        """
        #include <pthread.h>
        #include <stdlib.h>
        static const pregel_host_v1 *the_host;
        static void *complete_soon(void *kept) {
          the_host->complete(the_host, *(pregel_call *)kept, PREGEL_OK, NULL); free(kept); return NULL; }
        static void *misuse(void *call) {
          pregel_value one = pregel_int(1);
          for (int i = 0; i < 200; i++) the_host->write(the_host, *(pregel_call *)call, PREGEL_S("nowhere"), &one);
          return NULL; }
        static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                    const pregel_value *config, void **instance) {
          *instance = (void *)(intptr_t)pregel_as_int(pregel_get(config, PREGEL_S("case")), 0); return PREGEL_OK; }
        static void destroy(void *instance) { (void)instance; }
        \(function("invoke", task: true, Misbehaviour.ofAllNodes))
        \(function("invoke_later", task: true, Misbehaviour.ofAsynchronousNodes))
        \(function("route", task: true, Misbehaviour.ofRouters))
        \(function("reduce", task: false, Misbehaviour.ofReducers))
        static pregel_node_v1 work, later; static pregel_router_v1 way; static pregel_reducer_v1 mix;
        static const pregel_node_v1 *nodes[] = {&work, &later};
        static const pregel_router_v1 *routers[] = {&way};
        static const pregel_reducer_v1 *reducers[] = {&mix};
        static pregel_plugin_v1 plugin;
        #define COMPONENT(item, its_name) item.component = (pregel_component_v1){.size = sizeof item, \\
          .name = PREGEL_S(its_name), .create = create, .destroy = destroy}
        PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
          COMPONENT(work, "work"); COMPONENT(later, "later"); COMPONENT(way, "way"); COMPONENT(mix, "mix");
          work.component.flags = \(flags); later.component.flags = PREGEL_NODE_ASYNC | \(flags);
          work.invoke = invoke; later.invoke = invoke_later; way.route = route; mix.reduce = reduce;
          plugin.head = (pregel_head){PREGEL_ABI_MAGIC, sizeof plugin, PREGEL_ABI_MAJOR, 0, 0};
          plugin.id = PREGEL_S("\(id)"); plugin.version = PREGEL_S("1.0.0");
          plugin.nodes = nodes; plugin.n_nodes = 2; plugin.routers = routers; plugin.n_routers = 1;
          plugin.reducers = reducers; plugin.n_reducers = 1;
          return &plugin;
        }
        """
    }

    /// A function that misbehaves as its instance says.
    private static func function(_ name: String, task: Bool, _ cases: [Misbehaviour]) -> String {
        let parameters =
            task
            ? "const pregel_task_v1 *task" : "pregel_call call, const pregel_value *current, const pregel_value *update"
        let call = task ? "pregel_call call = task->call; (void)call;" : ""
        let branches = cases.enumerated().map { "case \($0.offset): {\n\($0.element.code)\n} break;" }
        return """
            static pregel_status \(name)(void *instance, const pregel_host_v1 *host, \(parameters)) {
              \(call)
              switch ((intptr_t)instance) {
            \(branches.joined(separator: "\n"))
              }
              return PREGEL_OK;
            }
            """
    }
}

extension Misbehaviour {
    /// What nodes do that are not asynchronous.
    static let ofAllNodes = ofNodes + ofValues + ofDocuments
}
