import PregelDiagnostics
import PregelPlugins
import PregelValues
import Testing

/// What is told where an instance cannot be made, and whose fault it is.
@Suite struct MakingTests {
    private func refusal(change: String, before: String = "") throws -> Diagnostic {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, NodeSource.nothing + before + CPlugin.table(change: change))
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        return try #require(throws: Diagnostic.self) { _ = try loaded.node("work", config: [:]) }
    }

    @Test(arguments: [
        ("{\\\"type\\\": 7}", "/type: "), ("[1", "it is no JSON: "), ("\\\"text\\\"", "its root: "),
    ])
    func `a schema in the table that is none is refused, and never passed over`(text: String, reason: String) throws {
        let told = try refusal(change: "node.component.config_schema = PREGEL_S(\"\(text)\");")
        #expect(told.code == "plugin.table-schema")
        #expect(told.notes.first?.hasPrefix(reason) == true, "\(told.notes)")
    }

    @Test func `a schema in the table with a length that cannot be is not followed`() throws {
        let told = try refusal(change: "node.component.config_schema = pregel_make_str(\"{}\", (size_t)-3);")
        #expect(told.code == "plugin.table-schema")
    }

    @Test func `a contract that create breaks is not told as a fault of the configuration`() throws {
        let broken = try refusal(
            change: "node.component.create = bad;",
            before: """
                static pregel_status bad(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                         const pregel_value *config, void **instance) {
                  (void)component; (void)host; (void)call; (void)config; (void)instance; return 77; }

                """)
        #expect(broken.code == "plugin.create")
        #expect(broken.fix == "mend the plugin, or tell its author")
        #expect(broken.notes.first?.contains("broke the contract: it answered 77") == true)
    }
}
