import PregelTesting
import Testing

struct SchemaTests {
    enum Mode: String, Codable, CaseIterable, Sendable { case fast, slow }

    struct Limits: Codable, Sendable, Equatable {
        var most: UInt = 3
        var rate: Double?
    }

    struct Everything: Defaulted {
        var name = "x"
        var mode = Mode.slow
        var limits = Limits()
        var tags = ["a"]
        var weights: [String: Double] = [:]
        var note: String?
    }

    struct Strict: Decodable, Sendable {
        var path: String
        var mode: Mode
        var retries: Int?
        var nested: [Limits]
    }

    struct Plain: Node {
        let config: Strict
        func run(_ input: Value, _ context: NodeContext) {}
    }

    struct WithDefaults: Node {
        let config: Everything
        func run(_ input: Value, _ context: NodeContext) throws { try context.write("config", config) }
    }

    @Test func `what a type requires is required, with its type`() throws {
        let plugin = try PluginUnderTest { Plain.self }
        #expect(
            plugin.configSchema(of: "plain", in: "nodes") == [
                "type": "object",
                "properties": [
                    "path": ["type": "string"], "mode": ["enum": ["fast", "slow"]], "retries": ["type": "integer"],
                    "nested": [
                        "type": "array",
                        "items": [
                            "type": "object",
                            "properties": ["most": ["type": "integer", "minimum": 0], "rate": ["type": "number"]],
                            "required": ["most"], "additionalProperties": false,
                        ],
                    ],
                ],
                "required": ["path", "mode", "nested"], "additionalProperties": false,
            ])
    }

    @Test func `defaults of a type are defaults of the schema`() throws {
        let schema = try #require(
            try PluginUnderTest { WithDefaults.self }.configSchema(of: "with_defaults", in: "nodes"))
        #expect(schema["required"] == nil)
        #expect(schema["properties"]?["name"] == ["type": "string", "default": "x"])
        #expect(schema["properties"]?["mode"] == ["enum": ["fast", "slow"], "default": "slow"])
        #expect(schema["properties"]?["limits"]?["default"] == ["most": 3])
        #expect(schema["properties"]?["note"] == ["type": "string"])
    }

    @Test func `what a configuration leaves out keeps its default, at every depth`() throws {
        let plugin = try PluginUnderTest { WithDefaults.self }
        let result = try plugin.node("with_defaults", config: ["mode": "fast", "limits": ["rate": 0.5]]).run()
        #expect(
            result.writes["config"] == [
                "name": "x", "mode": "fast", "limits": ["most": 3, "rate": 0.5], "tags": ["a"], "weights": [:],
            ])
    }

    @Test func `a configuration that does not fit is refused with its place`() throws {
        let plugin = try PluginUnderTest { WithDefaults.self }
        #expect {
            try plugin.node("with_defaults", config: ["limits": ["most": -1]])
        } throws: { error in
            guard let error = error as? NodeError else { return false }
            return error.kind == "ConfigError" && error.message.hasPrefix("/limits/most: expected a whole number")
        }
    }

    @Test func `a component without configuration takes none`() throws {
        struct Bare: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) {}
        }
        let schema = try PluginUnderTest { Bare.self }.configSchema(of: "bare", in: "nodes")
        #expect(schema == ["type": "object", "properties": [:], "additionalProperties": false])
    }

    @Test func `a type that holds itself has a schema that ends`() throws {
        struct Tree: Decodable, Sendable { var children: [Tree] }
        struct Grow: Node {
            init(config: Tree) {}
            func run(_ input: Value, _ context: NodeContext) {}
        }
        let schema = try PluginUnderTest { Grow.self }.configSchema(of: "grow", in: "nodes")
        #expect(schema?["properties"]?["children"]?["items"]?["required"] == ["children"])
    }
}
