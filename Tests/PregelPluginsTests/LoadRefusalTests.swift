import Foundation
import PregelDiagnostics
import PregelPlugins
import PregelValues
import Testing

/// Plugins that are refused when they are loaded, each with the one thing that is wrong.
@Suite struct LoadRefusalTests {
    /// The refusal of a plugin; its path is told as FILE.
    private func refusal(_ plugin: CPlugin, config: Value? = nil) -> (code: String, message: String, rest: [String]) {
        do throws(Diagnostic) {
            _ = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file(), config: config)
            return ("", "no refusal", [])
        } catch {
            #expect(error.exit == .plugin)
            func short(_ text: String) -> String { text.replacingOccurrences(of: plugin.path, with: "FILE") }
            return (error.code, short(error.message), (error.notes + [error.fix].compactMap(\.self)).map(short))
        }
    }

    private func refusal(
        identity: String = CPlugin.oneNode, _ source: String, flags: [String] = [], config: Value? = nil
    ) throws -> (code: String, message: String, rest: [String]) {
        refusal(try CPlugin(identity: identity, source, flags: flags), config: config)
    }

    private func table(_ change: String) -> String {
        NodeSource.nothing + CPlugin.table(change: change)
    }

    @Test func `a missing library is named`() throws {
        let library = try CPlugin(identity: nil, "int answer(void) { return 42; }", name: "libgone.so")
        let plugin = try CPlugin(
            identity: CPlugin.oneNode,
            "PREGEL_EXPORT int answer(void); PREGEL_EXPORT int use(void) { return answer(); }",
            flags: ["-L", library.folder.path, "-Wl,--no-as-needed", "-lgone"])
        try library.remove()
        let told = refusal(plugin)
        #expect(told.code == "plugin.missing-library")
        #expect(told.message == "the plugin FILE needs the library libgone.so, which is not there")
        #expect(told.rest.last == "install the package that has libgone.so")
    }

    @Test func `an undefined symbol is named`() throws {
        let told = try refusal("int nowhere(void); PREGEL_EXPORT int use(void) { return nowhere(); }")
        #expect(told.code == "plugin.undefined-symbol")
        #expect(told.message == "the plugin FILE uses the symbol nowhere, which nothing defines")
    }

    @Test func `a plugin without an entry is refused`() throws {
        let told = try refusal("int other = 1;")
        #expect(told.message == "the plugin FILE does not export pregel_plugin_entry_v1")
    }

    @Test func `an entry that refuses says why`() throws {
        func entry(_ body: String) throws -> String {
            try refusal(
                "PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, "
                    + "pregel_call call) { (void)host; (void)call; \(body) return NULL; }"
            ).message
        }
        #expect(
            try entry(
                "pregel_failure_v1 why = {.size = sizeof why, .message = PREGEL_S(\"no licence\")}; host->fail(host, call, &why);"
            ) == "the plugin FILE refused to be loaded: no licence")
        #expect(
            try entry("") == "the plugin FILE refused to be loaded: its entry returned NULL and did not say why")
        #expect(
            try entry("pregel_value one = pregel_int(1); host->write(host, call, PREGEL_S(\"a\"), &one);")
                == "the plugin FILE refused to be loaded: plugin \"org.example.fixture\" broke the contract: it called "
                + "host->write in a call that loads, configures or makes, where it does not belong")
    }

    @Test func `another magic number, major version or size is told with both values`() throws {
        let magic = try refusal(table("plugin.head.magic = 7;"))
        #expect(magic.message == "the plugin FILE has a wrong magic number")
        #expect(magic.rest.prefix(2) == ["expected: 0x4C475250", "found:    0x7"])
        let major = try refusal(table("plugin.head.major = 2;"))
        #expect(major.message == "the plugin FILE needs ABI 2.0; this host has 1.0")
        #expect(
            major.rest == ["build the plugin against ABI 1, or use the pregel-host that it was built for"])
        let size = try refusal(table("plugin.head.size = 16;"))
        #expect(size.message == "the plugin FILE has a wrong table size")
        #expect(size.rest[1] == "found:    16 bytes")
    }

    @Test func `what a plugin needs at least is refused before it is loaded`() throws {
        let minor = try refusal(table("plugin.min_host_minor = 3;"))
        #expect(minor.message == "the plugin FILE needs ABI 1.3; this host has 1.0")
        #expect(minor.rest == ["use a newer pregel-host, or a plugin that needs less"])
        // An entry that would crash shows that it is not called.
        let crash =
            "PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *h, pregel_call c) "
            + "{ (void)h; (void)c; __builtin_trap(); }"
        #expect(
            try refusal(identity: CPlugin.identity(minor: 7), crash).message
                == "the plugin FILE needs ABI 1.7; this host has 1.0")
        #expect(
            try refusal(identity: CPlugin.identity(major: 2), crash).message
                == "the plugin FILE needs ABI 2.0; this host has 1.0")
        #expect(
            try refusal(identity: CPlugin.identity(rest: #","requires":["pregel.store/1"]"#), crash).message
                == "the plugin \"org.example.fixture\" needs the extension \"pregel.store/1\", which this host does not have"
        )
    }

    @Test func `all disagreements of identity and table are told at once`() throws {
        let told = try refusal(
            identity: CPlugin.identity(
                version: "1.1.0",
                rest:
                    #","config_schema":{},"nodes":[{"name":"work","flags":["async"]},{"name":"gone"}],"routers":[{"name":"way"}]"#
            ),
            table("plugin.id = PREGEL_S(\"org.example.other\");"))
        #expect(told.message == "the plugin FILE does not offer what its identity says")
        #expect(
            told.rest == [
                "id: the identity says \"org.example.fixture\", the table \"org.example.other\"",
                "version: the identity says \"1.1.0\", the table \"1.0.0\"",
                "config_schema: the identity has one, but the table's configure is NULL",
                "node \"work\": the identity's flags are async, the table's none",
                "node \"gone\": the identity has it, the table does not",
                "router \"way\": the identity has it, the table does not",
                "make plugin.json and the plugin's table agree, and build it again",
            ])
    }

    @Test(arguments: [
        ("node.invoke = NULL;", "node \"work\": a function that must be there is NULL: invoke"),
        ("node.component.create = NULL;", "node \"work\": a function that must be there is NULL: create"),
        ("node.component.destroy = NULL;", "node \"work\": a function that must be there is NULL: destroy"),
        ("nodes[0] = NULL;", "node 0: the table has NULL"),
        ("plugin.nodes = NULL;", "nodes: the table's list is NULL, or too long (1)"),
        ("plugin.n_nodes = 4000;", "nodes: the table says that it has 4000, the identity has 1"),
        (
            "node.component.flags = 1u << 20 | PREGEL_NODE_PURE;",
            "node \"work\": the identity's flags are none, the table's pure, unknown bits 0x100000"
        ),
        ("plugin.n_nodes = 4000000000u;", "nodes: the table's list is NULL, or too long (4000000000)"),
        ("node.component.size = 8;", "node \"work\": its size is 8, not 120"),
        ("node.component.name = PREGEL_S(\"wrok\");", "node \"wrok\": the table has it, the identity does not"),
        ("nodes[1] = &node; plugin.n_nodes = 2;", "node \"work\": stands twice in the table"),
    ])
    func `a table that a call would crash on is refused`(change: String, fault: String) throws {
        let told = try refusal(table(change))
        #expect(told.code == "plugin.disagrees")
        #expect(told.rest.contains(fault), "\(told)")
    }

    @Test func `a larger table of a newer plugin is taken`() throws {
        let plugin = try CPlugin(identity: CPlugin.oneNode, table("plugin.head.size += 64; plugin.head.minor = 9;"))
        _ = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
    }
}
