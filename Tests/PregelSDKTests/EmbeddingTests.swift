import Foundation
import PregelTesting
import Testing

struct EmbeddingTests {
    @Test func `an author's package builds from the SDK alone, and works`() throws {
        let package = try OutsidePackage(source: Self.source, manifest: Self.manifest)
        let (library, output) = try package.build()
        #expect(!output.contains("PregelEngine"), "only the SDK's targets are built: \(output)")
        #expect(!output.contains("warning:"), "\(output)")

        let symbols = try Shell.run(["nm", "-D", "--defined-only", library]).output
        let exported = symbols.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        #expect(exported.filter { $0.hasPrefix("pregel_") } == ["pregel_plugin_entry_v1"])

        let embedded = try EmbeddedManifest.read(library)
        #expect(try Value(json: embedded) == Value(json: Self.manifest))

        // What the type tells once it is loaded, the host knows without loading it.
        let host = Project.products.appendingPathComponent("pregel-host").path
        let inspected = try Value(json: Shell.run([host, "plugin", "inspect", library, "--json"]).output)
        #expect(
            inspected["components"]?.items.first?["config_schema"] == [
                "type": "object", "properties": ["greeting": ["type": "string", "default": "Hello"]],
                "additionalProperties": false,
            ])
        let check = try Shell.run([host, "plugin", "check", library])
        #expect(check.status == 0, "\(check.output)")
        #expect(
            check.output.contains("PASSED node greet: made with the configuration {\"greeting\":\"Hello\"} and ended"))

        let plugin = try PluginUnderTest(path: library)
        #expect(plugin.id == "org.example.outside")
        let result = try plugin.node("greet", config: ["greeting": "Salut"]).run(["name": "Ada"])
        #expect(result.writes == ["text": "Salut, Ada!"])
    }

    private static let source = """
        import PregelSDK

        struct Greet: Node {
            struct Config: Defaulted { var greeting = "Hello" }
            struct Input: Decodable { var name: String }
            struct Output: Encodable { var text: String }

            let config: Config

            func run(_ input: Input, _ context: NodeContext) -> Output {
                Output(text: "\\(config.greeting), \\(input.name)!")
            }
        }

        let plugin = Plugin { Greet.self }
        """

    /// Of a size that is no multiple of a word, with text beyond ASCII.
    private static let manifest = """
        {
          "manifest": 1, "id": "org.example.outside", "version": "1.0.0", "description": "Grüße, für Gäste",
          "abi": { "major": 1, "min_minor": 0 },
          "nodes": [{ "name": "greet" }]
        }
        """
}
