import Foundation
@testable import PluginEmbedding
import Testing

/// What is read of a plugin's source before it is compiled.
struct DerivedSchemaTests {
    private func schema(_ source: String, name: String = "work") -> String? {
        let manifest = #"{"manifest": 1, "nodes": [{"name": "\#(name)"}]}"#
        let text = EmbedCommand.schemas(Array(manifest.utf8), [Array(source.utf8)])
        guard let nodes = JSONReader.read(text)?["nodes"] else { return nil }
        return nodes[name]?.text
    }

    private func node(_ config: String, rest: String = "") -> String {
        "import PregelSDK\nstruct Work: Node { \(config)\n let config: Config\n func run(_ i: Value, _ c: NodeContext) {} }\n"
            + rest
    }

    private func object(_ properties: String, required: String = "") -> String {
        #"{"type":"object","properties":{\#(properties)},\#(required)"additionalProperties":false}"#
    }

    @Test func `members, defaults and the values of enumerations are read`() {
        let source = node(
            """
            enum By: String, Codable, CaseIterable { case status, path = "the path", ip }
            struct Config: Defaulted { var by = By.status, strict = false; var other: By = .path
                var limit = 1_000; var least = -0x10; var ratio: Double = 2; var tags: [String] = [] }
            """)
        #expect(
            schema(source)
                == object(
                    #""by":{"enum":["status","the path","ip"],"default":"status"},"strict":{"type":"boolean","default":false},"#
                        + #""other":{"enum":["status","the path","ip"],"default":"the path"},"#
                        + #""limit":{"type":"integer","default":1000},"least":{"type":"integer","default":-16},"#
                        + #""ratio":{"type":"number","default":2.0},"#
                        + #""tags":{"type":"array","items":{"type":"string"},"default":[]}"#))
    }

    @Test func `what has no default is required, unless it is optional`() {
        let source = node("struct Config: Decodable { var a: Int, b: String?; var c: UInt8 = 3; let d = 4 }")
        #expect(
            schema(source)
                == object(
                    #""a":{"type":"integer"},"b":{"type":"string"},"c":{"type":"integer","minimum":0}"#,
                    required: #""required":["a","c"],"#))
    }

    @Test(arguments: [
        "struct Config: Decodable { var a: Int; init(from decoder: any Decoder) throws { a = 1 } }",
        "struct Config: Decodable {\n#if DEBUG\nvar a: Int\n#endif\nvar b: Int }",
        "struct Config: Decodable { @Clamped var a: Int }", "struct Config<T>: Decodable { var a: T }",
        "struct Config: Loaded, Decodable { var a: Int }", "typealias Config = Elsewhere",
        "final class Config: Decodable {}",
        "struct Config: Decodable { var a: Int }\n static var configSchema: Value? { nil }",
        "struct Config: Decodable { var a: Int }\n static func decodeConfig(_ c: Value) throws -> Config { Config(a: 1) }",
    ])
    func `what the source does not tell for certain is left to the type`(_ config: String) {
        #expect(schema(node(config)) == nil)
    }

    @Test func `a value that is computed leaves its default open, and a type that is not known everything`() {
        let source = node("struct Config: Defaulted { var a = 1 << 3; var b: Int = size(); var c = Date(); var d = 1 }")
        #expect(schema(source) == object(#""a":{},"b":{"type":"integer"},"c":{},"d":{"type":"integer","default":1}"#))
    }

    @Test func `an extension of a type counts, and one that changes all decoding`() {
        let config = "struct Config: Decodable { var a: Int }"
        #expect(
            schema(node(config, rest: "extension Work.Config { init(from d: any Decoder) throws { a = 1 } }")) == nil)
        #expect(schema(node(config, rest: "extension KeyedDecodingContainer { func x() {} }")) == nil)
        #expect(schema(node(config, rest: "extension String { func x() {} }")) != nil)
    }

    @Test func `keys of their own are followed`() {
        let source = node(
            """
            struct Config: Codable { var a: Int; var b = 1
                enum CodingKeys: String, CodingKey { case a = "the a" } }
            """)
        #expect(schema(source) == object(#""the a":{"type":"integer"}"#, required: #""required":["the a"],"#))
    }

    @Test func `brackets in texts and comments are none`() {
        let source = node(
            ##"""
            // }
            /* { /* } */ */
            struct Config: Defaulted { var a = "}\"{"; var b = #"\("#; var c = 1 // {
                func f() -> String { "\("}")" + """
                    { " }
                    """ } }
            """##)
        #expect(
            schema(source)
                == object(
                    #""a":{"type":"string","default":"}\"{"},"b":{"type":"string","default":"\\("},"#
                        + #""c":{"type":"integer","default":1}"#))
        #expect(schema(node("struct Config: Decodable { var a: Int }", rest: "}")) == nil, "brackets that do not match")
    }

    @Test func `a component's name may be written, or be its type's`() {
        let source = "struct AddCounts: Node { static let name = \"sum\"; init(config: NoConfig) {} }"
        #expect(schema(source, name: "sum") == object(""))
        #expect(schema(source, name: "add_counts") == nil)
        #expect(ComponentFinder.snakeCase("AddCounts2All") == "add_counts2_all")
    }

    @Test func `no source ends or hangs the reader`() {
        let whole = Array(node("struct Config: Defaulted { var a = \"x\\(1)\"; var b: [String: Int] = [:] }").utf8)
        for count in 0...whole.count {
            _ = EmbedCommand.schemas(Array(#"{"nodes":[{"name":"work"}]}"#.utf8), [Array(whole.prefix(count))])
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    Array("{}()[]<>\"\\#/*@:=,. \n".utf8)
                    .randomElement(using: &random) ?? 0
            }
            _ = EmbedCommand.schemas(Array(#"{"nodes":[{"name":"work"}]}"#.utf8), [bytes])
        }
    }
}
