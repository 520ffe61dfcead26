import Foundation

/// A plugin in C with one node, `work`, whose parts do to the process what they should not.
struct ForeignPlugin {
    var id = "org.example.foreign"
    /// The node's flags, as the identity and the table have them.
    var flags: [(name: String, number: Int)] = []
    /// Code outside of functions.
    var head = ""
    /// What each part does; each has the host's table as `h`.
    var entry = ""
    var create = ""
    var work = ""
    var destroy = ""
    var shutdown = ""

    /// Builds it, writes a graph with it to `graph.json`, and gives the graph's path.
    func graph(in folder: TemporaryFolder) throws -> String {
        _ = try build(in: folder)
        return try folder.write(
            """
            {"version": 1, "name": "g", "plugins": {"p": "libforeign.so"}, "state": {"in": {}, "out": {}},
             "nodes": {"a": {"use": "p.work"}, "b": {"use": "std.set", "config": {"values": {"out": {"+": [0.1, 0.2]}}}}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "to": "b"}]}
            """, to: "graph.json")
    }

    /// Builds it, and gives its path.
    func build(in folder: TemporaryFolder) throws -> String {
        try CCompiler.plugin(folder.write(source, to: "foreign.c"), in: folder, named: "foreign", ["-pthread"])
    }

    /// Flags of nodes.
    static let pending = (name: "async", number: 4)
    static let blocking = (name: "blocking", number: 2)

    private var source: String {
        let names = flags.map { "\\\"\($0.name)\\\"" }.joined(separator: ", ")
        let bits = flags.reduce(0) { $0 | $1.number }
        return """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <fenv.h>
            #include <locale.h>
            #include <pthread.h>
            #include <signal.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/stat.h>
            #include <sys/wait.h>
            #include <unistd.h>
            #include "pregel_plugin.h"
            PREGEL_MANIFEST("{\\"manifest\\": 1, \\"id\\": \\"\(id)\\", \\"version\\": \\"1.0.0\\", "
              "\\"nodes\\": [{\\"name\\": \\"work\\", \\"flags\\": [\(names)]}]}");
            static const pregel_host_v1 *h;
            \(head)
            static pregel_status create(const pregel_component_v1 *k, const pregel_host_v1 *host, pregel_call c,
                                        const pregel_value *v, void **out) {
              (void)k, (void)host, (void)c, (void)v; *out = NULL; \(create)
              return PREGEL_OK; }
            static void destroy(void *instance) { (void)instance; \(destroy) }
            static pregel_status invoke(void *i, const pregel_host_v1 *host, const pregel_task_v1 *t) {
              (void)i, (void)host, (void)t; \(work)
              return PREGEL_OK; }
            static void down(void) { \(shutdown) }
            static pregel_node_v1 node;
            static const pregel_node_v1 *const nodes[] = {&node};
            static pregel_plugin_v1 plugin;
            PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
              (void)call; h = host; (void)h;
              node.component.size = sizeof node; node.component.flags = \(bits); node.component.name = PREGEL_S("work");
              node.component.create = create; node.component.destroy = destroy; node.invoke = invoke;
              plugin.head = (pregel_head){PREGEL_ABI_MAGIC, sizeof plugin, PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0};
              plugin.id = PREGEL_S("\(id)"); plugin.version = PREGEL_S("1.0.0");
              plugin.nodes = nodes; plugin.n_nodes = 1; plugin.shutdown = down;
              \(entry)
              return &plugin;
            }
            """
    }
}
