import Foundation

/// Plugins that are wrong in one way each, built while the tests run.
enum BrokenPlugin: String, CaseIterable, Sendable {
    case sound, stubborn, noIdentity, brokenIdentity, noEntry, refuses, wrongMagic, wrongMajor, needsNewerHost,
        shortTable
    case otherID, missingNode, nullInvoke, crashes, exits

    /// Builds it, and gives its path.
    func build(in folder: TemporaryFolder) throws -> String {
        try CCompiler.plugin(folder.write(source, to: "plugin.c"), in: folder)
    }

    /// What the host says of it, and how `plugin check` exits.
    var finding: String {
        switch self {
        case .sound, .stubborn: ""
        case .noIdentity: "plugin.no-identity"
        case .brokenIdentity: "plugin.broken-identity"
        case .noEntry: "plugin.no-entry"
        case .refuses: "not today"
        case .wrongMagic: "plugin.magic"
        case .wrongMajor, .needsNewerHost: "plugin.abi"
        case .shortTable: "plugin.size"
        case .otherID: "org.example.other"
        case .missingNode: "the identity has it, the table does not"
        case .nullInvoke: "a function that must be there is NULL"
        case .crashes: "SIGSEGV"
        case .exits: "ended the process with status 3"
        }
    }

    var source: String {
        """
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <unistd.h>
        #include "pregel_plugin.h"
        \(identity)
        static pregel_status create(const pregel_component_v1 *k, const pregel_host_v1 *h, pregel_call c,
                                    const pregel_value *v, void **out) {
          (void)k, (void)h, (void)c, (void)v; *out = NULL; return PREGEL_OK; }
        static void destroy(void *instance) { (void)instance; }
        static pregel_status invoke(void *i, const pregel_host_v1 *h, const pregel_task_v1 *t) {
          (void)i, (void)h, (void)t; \(work) return PREGEL_OK; }
        static pregel_node_v1 node;
        static const pregel_node_v1 *const nodes[] = {&node};
        static pregel_plugin_v1 plugin;
        PREGEL_EXPORT const pregel_plugin_v1 *\(entry)(const pregel_host_v1 *host, pregel_call call) {
          (void)host, (void)call, (void)create, (void)destroy, (void)invoke;
          node.component.size = sizeof node; node.component.name = PREGEL_S("work");
          node.component.create = create; node.component.destroy = destroy; node.invoke = invoke;
          plugin.head = (pregel_head){PREGEL_ABI_MAGIC, sizeof plugin, PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0};
          plugin.id = PREGEL_S("org.example.broken"); plugin.version = PREGEL_S("1.0.0");
          plugin.nodes = nodes; plugin.n_nodes = 1;
          \(fault)
          return &plugin;
        }
        """
    }

    private var identity: String {
        let flags = self == .stubborn ? #", \"flags\": [\"streams\"]"# : ""
        let node = #"\"nodes\": [{\"name\": \"work\""# + flags + "}]"
        let head = #"\"manifest\": 1, \"id\": \"org.example.broken\", \"version\": \"1.0.0\""#
        return switch self {
        case .noIdentity: ""
        case .brokenIdentity: #"PREGEL_MANIFEST("{\"manifest\": 1, \"id\": 7}");"#
        default: "PREGEL_MANIFEST(\"{\(head), \\\"abi\\\": {\\\"major\\\": 1, \\\"min_minor\\\": 0}, \(node)}\");"
        }
    }

    /// What its node does.
    private var work: String {
        guard self == .stubborn else { return "" }
        return
            #"pregel_value text = pregel_string(PREGEL_S("begun")); h->emit(h, t->call, PREGEL_S("custom"), &text); for (;;) pause();"#
    }

    private var entry: String { self == .noEntry ? "another_entry" : "pregel_plugin_entry_v1" }

    private var fault: String {
        switch self {
        case .refuses:
            #"""
            pregel_failure_v1 why = {.size = sizeof why, .transient = 0};
            why.message = PREGEL_S("not today");
            host->fail(host, call, &why);
            return NULL;
            """#
        case .wrongMagic: "plugin.head.magic = 7;"
        case .wrongMajor: "plugin.head.major = 9;"
        case .needsNewerHost: "plugin.min_host_minor = 99;"
        case .shortTable: "plugin.head.size = 8;"
        case .otherID: #"plugin.id = PREGEL_S("org.example.other");"#
        case .missingNode: "plugin.n_nodes = 0;"
        case .nullInvoke: "node.invoke = NULL;"
        case .crashes: "*(volatile int *)8 = 1;"
        case .exits: "exit(3);"
        case .stubborn: "node.component.flags = PREGEL_NODE_STREAMS;"
        case .sound, .noIdentity, .brokenIdentity, .noEntry: ""
        }
    }
}
