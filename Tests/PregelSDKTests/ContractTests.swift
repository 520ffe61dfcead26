import CPregelABI
@testable import PregelTesting
import Testing

struct ContractTests {
    struct Fetch: AsyncNode {
        init(config: NoConfig) {}
        func run(_ input: Value, _ context: NodeContext) async {}
    }

    struct AddCounts: Reducer {
        init(config: NoConfig) {}
        func reduce(_ current: Value, _ update: Value) -> Value { update }
    }

    static let plugin = Plugin {
        Fetch.self
        AddCounts.self
    }

    static func manifest(_ rest: String) -> String {
        "{\"manifest\": 1, \"id\": \"org.example.contract\", \"version\": \"1.0.0\", \(rest)}"
    }

    @Test func `a plugin that keeps its word has no faults`() throws {
        let manifest = Self.manifest(
            #""nodes": [{"name": "fetch", "flags": ["async"]}], "reducers": [{"name": "add_counts"}]"#)
        #expect(PluginContract.check(Self.plugin, manifest: manifest) == [])
        #expect(throws: TestingError.self) { try PluginContract.check(Self.plugin, path: "/nowhere/plugin.json") }
        let folder = try TemporaryFolder()
        #expect(try PluginContract.check(Self.plugin, path: folder.write(manifest, to: "plugin.json")) == [])
    }

    @Test(
        arguments: [
            (
                #""nodes": [{"name": "fetch"}], "reducers": [{"name": "add_counts"}]"#,
                "give nodes \"fetch\" the flag \"async\""
            ),
            (#""nodes": [{"name": "fetch", "flags": ["async"]}]"#, "AddCounts is not declared"),
            (
                #""nodes": [{"name": "fetch", "flags": ["async"]}, {"name": "gone"}], "reducers": [{"name": "add_counts"}]"#,
                "declares nodes \"gone\""
            ),
            (#""nodes": [{"name": "fetch", "flags": ["quick"]}]"#, "/nodes/0/flags/0 must be a node's flag"),
            (#""colour": "blue""#, "/colour is no key of plugin.json"),
            (#""nodes": [{"name": "two words"}]"#, "/nodes/0/name must match"),
        ])
    func `each disagreement is told`(_ rest: String, _ words: String) {
        let faults = PluginContract.check(Self.plugin, manifest: Self.manifest(rest))
        #expect(faults.contains { $0.contains(words) }, "\(faults)")
    }

    @Test func `a plugin that breaks its word is not loaded, and says why`() {
        #expect {
            try PluginUnderTest(Self.plugin, manifest: Self.manifest(#""nodes": []"#))
        } throws: { error in
            "\(error)".contains("Fetch is not declared") && "\(error)".contains("AddCounts is not declared")
        }
        #expect(throws: TestingError.self) { try PluginUnderTest(Self.plugin, manifest: "{") }
    }

    @Test func `a component that is not in the plugin's table makes no instance`() throws {
        let plugin = try PluginUnderTest { AddCounts.self }
        let reducer = try #require(plugin.table.pointee.reducers?[0])
        var copy = reducer.pointee.component
        #expect {
            try withUnsafePointer(to: &copy) { try TestInstance(plugin, $0, [:]) }
        } throws: { error in
            (error as? NodeError)?.message.contains("pass the table's own") == true
        }
    }

    @Test func `names of types become names of components`() {
        #expect(AddCounts.name == "add_counts")
        #expect(MemoryCheckpointer.name == "memory_checkpointer")
    }
}
