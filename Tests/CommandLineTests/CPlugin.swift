import Foundation

/// A plugin in C with one node, `work`, for tests that say what of it is unusual.
struct CPlugin {
    var id = "org.example.cplugin"
    var version = "1.0.0"
    /// What its identity asks of the host.
    var major = 1
    /// A JSON Schema, or "" for none.
    var schema = ""
    /// Further members of the identity, each with a comma before it.
    var identity = ""
    /// Code before everything.
    var head = ""
    /// What the node does.
    var work = ""

    /// Builds it, and gives its path.
    func build(in folder: TemporaryFolder, named name: String = "plugin", _ flags: [String] = []) throws -> String {
        try CCompiler.plugin(folder.write(source, to: name + ".c"), in: folder, named: name, flags)
    }

    private var source: String {
        """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <stdlib.h>
        #include "pregel_plugin.h"
        \(head)
        PREGEL_MANIFEST(\(Self.literal(manifest)));
        static pregel_status create(const pregel_component_v1 *k, const pregel_host_v1 *h, pregel_call c,
                                    const pregel_value *v, void **out) {
          (void)k, (void)h, (void)c, (void)v; *out = NULL; return PREGEL_OK; }
        static void destroy(void *instance) { (void)instance; }
        static pregel_status invoke(void *i, const pregel_host_v1 *h, const pregel_task_v1 *t) {
          (void)i, (void)h, (void)t; \(work)
          return PREGEL_OK; }
        static pregel_node_v1 node;
        static const pregel_node_v1 *const nodes[] = {&node};
        static pregel_plugin_v1 plugin;
        PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
          (void)host, (void)call;
          node.component.size = sizeof node; node.component.name = PREGEL_S("work");
          node.component.create = create; node.component.destroy = destroy; node.invoke = invoke;
          plugin.head = (pregel_head){PREGEL_ABI_MAGIC, sizeof plugin, PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0};
          plugin.id = PREGEL_S("\(id)"); plugin.version = PREGEL_S("\(version)");
          plugin.nodes = nodes; plugin.n_nodes = 1;
          return &plugin;
        }
        """
    }

    private var manifest: String {
        let settings = schema.isEmpty ? "" : #", "config_schema": \#(schema)"#
        return #"{"manifest": 1, "id": "\#(id)", "version": "\#(version)", "abi": {"major": \#(major), "min_minor": 0}"#
            + #", "nodes": [{"name": "work"\#(settings)}]\#(identity)}"#
    }

    private static func literal(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
