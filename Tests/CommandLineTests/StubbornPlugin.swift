import Foundation

/// A plugin whose components do not come back, each in its own way, and manifests that use them.
enum StubbornPlugin {
    /// Nodes that do not end: on the thread that calls, on one that may wait, pending, before they would be pending, and one
    /// that is pending, and does not come back from being cancelled either.
    static let nodes = ["computes", "waits", "pends", "holds", "clings"]

    /// Builds it, and gives its path. Where the variable `HANG` of its process says so it hangs in `load`, `entry`,
    /// `configure`, `create` or `destroy` too.
    static func build(in folder: TemporaryFolder) throws -> String {
        try CCompiler.plugin(folder.write(source, to: "stubborn.c"), in: folder, named: "stubborn")
    }

    /// A graph of one of the nodes, with `quick` beside it.
    static func graph(node: String, options: String = "", limits: String = "{}") -> String {
        manifest(
            #""stuck": {"use": "p.\#(node)"\#(options)}, "quick": {"use": "std.set", "config": {"values": {"log": ["quick"]}}}"#,
            edges: #"{"from": "START", "to": ["stuck", "quick"]}"#, limits: limits)
    }

    /// A graph that hands the plugin a configuration.
    static var configured: String {
        graph(node: "ends").replacing(
            #"{"plugin": "org.example.stubborn"}"#, with: #"{"plugin": "org.example.stubborn", "config": {}}"#)
    }

    /// A graph whose router does not come back.
    static func routing(limits: String = "{}") -> String {
        manifest(
            #""a": {"use": "p.ends"}, "b": {"use": "p.ends"}"#,
            edges: #"{"from": "START", "to": "a"}, {"from": "a", "route": {"use": "p.routes"}, "targets": ["b"]}"#,
            limits: limits)
    }

    /// A graph whose reducer does not come back.
    static func reducing(limits: String = "{}") -> String {
        manifest(
            #""a": {"use": "std.set", "config": {"values": {"sum": 1}}}"#,
            state: #""sum": {"channel": "reduce", "reducer": {"use": "p.reduces"}, "initial": 0}, "#,
            edges: #"{"from": "START", "to": "a"}"#, limits: limits)
    }

    private static func manifest(_ nodes: String, state: String = "", edges: String, limits: String) -> String {
        """
        {"version": 1, "name": "g", "plugins": {"p": {"plugin": "org.example.stubborn"}},
         "state": {\(state)"log": {"channel": "reduce", "reducer": "append"}},
         "nodes": {\(nodes)}, "edges": [\(edges)], "limits": \(limits)}
        """
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        #include "pregel_plugin.h"
        PREGEL_MANIFEST("{\"manifest\": 1, \"id\": \"org.example.stubborn\", \"version\": \"1.0.0\", \"config_schema\": {}, \"nodes\": ["
          "{\"name\": \"computes\"}, {\"name\": \"waits\", \"flags\": [\"blocking\"]}, "
          "{\"name\": \"pends\", \"flags\": [\"async\"]}, {\"name\": \"holds\", \"flags\": [\"async\"]}, "
          "{\"name\": \"clings\", \"flags\": [\"async\"]}, {\"name\": \"ends\"}], "
          "\"routers\": [{\"name\": \"routes\"}], \"reducers\": [{\"name\": \"reduces\"}]}");
        static void hang(void) { for (;;) pause(); }
        static void hang_in(const char *place) {
          const char *asked = getenv("HANG");
          if (asked != NULL && strcmp(asked, place) == 0) hang(); }
        static const pregel_host_v1 *host_of_all;
        static pregel_status create(const pregel_component_v1 *k, const pregel_host_v1 *h, pregel_call c,
                                    const pregel_value *v, void **out) {
          (void)k, (void)h, (void)c, (void)v; hang_in("create"); *out = NULL; return PREGEL_OK; }
        static void destroy(void *instance) { (void)instance; hang_in("destroy"); }
        static pregel_status ends(void *i, const pregel_host_v1 *h, const pregel_task_v1 *t) {
          (void)i, (void)h, (void)t; return PREGEL_OK; }
        static pregel_status never(void *i, const pregel_host_v1 *h, const pregel_task_v1 *t) {
          hang(); return ends(i, h, t); }
        static pregel_status pends(void *i, const pregel_host_v1 *h, const pregel_task_v1 *t) {
          (void)i, (void)h, (void)t; return PREGEL_PENDING; }
        static void clings(void *i, pregel_call c) {
          (void)i, (void)c;
          host_of_all->log(host_of_all, 0, PREGEL_LOG_WARNING, PREGEL_S("told to end"), NULL);
          hang(); }
        static pregel_status reduces(void *i, const pregel_host_v1 *h, pregel_call c, const pregel_value *a,
                                     const pregel_value *b) {
          (void)i, (void)h, (void)c, (void)a, (void)b; hang(); return PREGEL_OK; }
        #define NODE(n, f, c, ...) {.component = {.size = sizeof(pregel_node_v1), .flags = f, .name = {n, sizeof n - 1}, \
          .create = c, .destroy = destroy}, __VA_ARGS__}
        static const pregel_node_v1 nodes_of[] = {
          NODE("computes", 0, create, .invoke = never), NODE("waits", PREGEL_NODE_BLOCKING, create, .invoke = never),
          NODE("pends", PREGEL_NODE_ASYNC, create, .invoke = pends),
          NODE("holds", PREGEL_NODE_ASYNC, create, .invoke = never),
          NODE("clings", PREGEL_NODE_ASYNC, create, .invoke = pends, .cancel = clings),
          NODE("ends", 0, create, .invoke = ends)};
        static const pregel_node_v1 *const nodes[] = {&nodes_of[0], &nodes_of[1], &nodes_of[2], &nodes_of[3],
                                                      &nodes_of[4], &nodes_of[5]};
        static const pregel_router_v1 router = {.component = {.size = sizeof(pregel_router_v1), .name = {"routes", 6},
          .create = create, .destroy = destroy}, .route = never};
        static const pregel_router_v1 *const routers[] = {&router};
        static const pregel_reducer_v1 reducer = {.component = {.size = sizeof(pregel_reducer_v1), .name = {"reduces", 7},
          .create = create, .destroy = destroy}, .reduce = reduces};
        static const pregel_reducer_v1 *const reducers[] = {&reducer};
        static pregel_status configure(const pregel_host_v1 *h, pregel_call c, const pregel_value *v) {
          (void)h, (void)c, (void)v; hang_in("configure"); return PREGEL_OK; }
        __attribute__((constructor)) static void constructed(void) { hang_in("load"); }
        static const pregel_plugin_v1 plugin = {
          .head = {PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0},
          .id = {"org.example.stubborn", 20}, .version = {"1.0.0", 5}, .configure = configure,
          .nodes = nodes, .n_nodes = 6, .routers = routers, .n_routers = 1, .reducers = reducers, .n_reducers = 1};
        PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
          (void)call; host_of_all = host; hang_in("entry"); return &plugin; }
        """#
}
