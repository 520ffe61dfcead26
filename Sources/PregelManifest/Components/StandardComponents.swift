import PregelValues

/// The built-in components, alias `std`: their names, what they take and what they do, in one table.
///
/// The runtime implements them by these names. Every value marked EXPR is a JsonLogic expression: an object with one
/// key that is an operator is an operation, everything else is itself; `{"obj": {…}}` makes an object, `{"lit": …}` is
/// its value as it stands. Its variables are the channels that the node sees (`{"var": "count"}`); a node that
/// handles an error has `error` {kind, message, node} besides, `std.send_each` has `item` and `index`.
///
/// | node | config | does |
/// | --- | --- | --- |
/// | `set` | `values` {channel: EXPR}, `overwrite` {channel: EXPR} | writes channels; or replaces reduced values |
/// | `pass` | | nothing: a place for edges to meet |
/// | `fail` | `message` EXPR, `kind` = "Error", `transient` | fails |
/// | `log` | `message` EXPR, `level` = "info" | writes a line to the log |
/// | `emit` | `value` EXPR, `mode` = "custom" | puts a chunk on the stream |
/// | `goto` | `expr` EXPR | goes to the node, or the list of nodes, that comes out |
/// | `send_each` | `over` EXPR, `node` EXPR, `arg` EXPR = item | sends a packet for each item of the list |
/// | `wait` | `ms` EXPR | waits |
/// | `interrupt` | `value` EXPR, `into` channel, `schema` | asks; the answer is written to the channel |
///
/// `send_each` is also a router: the packets are the edge's. Checkpointer, cache and store: `memory`. Event processors:
/// `progress`, `jsonl`, `otlp`, `prometheus`, `trace`.
package enum StandardComponents {
    /// The table as a plugin's identity.
    package static let identity = PluginIdentity(
        id: "org.pregel-host.std", version: "1.0.0",
        components: nodes + routers + storages + processors)

    private static let nodes: [ComponentInfo] = [
        ComponentInfo(
            name: "set", kind: .node, description: "Writes channels, each with what an expression gives.",
            configSchema: object(
                ["values": expressions, "overwrite": expressions], atLeastOne: true),
            flags: .pure),
        ComponentInfo(
            name: "pass", kind: .node, description: "Does nothing.", configSchema: object([:]), flags: .pure),
        ComponentInfo(
            name: "fail", kind: .node, description: "Fails with a message.",
            configSchema: object(
                [
                    "message": expression, "kind": ["type": "string", "minLength": 1, "default": "Error"],
                    "transient": ["type": "boolean"],
                ], required: ["message"])),
        ComponentInfo(
            name: "log", kind: .node, description: "Writes a line to the log.",
            configSchema: object(
                [
                    "message": expression,
                    "level": ["enum": ["trace", "debug", "info", "warning", "error"], "default": "info"],
                ], required: ["message"])),
        ComponentInfo(
            name: "emit", kind: .node, description: "Puts a chunk on the stream.",
            configSchema: object(
                ["value": expression, "mode": ["enum": ["custom", "messages"], "default": "custom"]],
                required: ["value"]),
            flags: .streams),
        ComponentInfo(
            name: "goto", kind: .node, description: "Goes to the node, or the list of nodes, that an expression gives.",
            configSchema: object(["expr": expression], required: ["expr"]), flags: .routes),
        ComponentInfo(
            name: "send_each", kind: .node, description: "Sends a packet for each item of a list.",
            configSchema: packets, flags: .routes),
        ComponentInfo(
            name: "wait", kind: .node, description: "Waits for some milliseconds.",
            configSchema: object(["ms": expression], required: ["ms"]), flags: .async),
        ComponentInfo(
            name: "interrupt", kind: .node, description: "Asks the outside; writes the answer to a channel.",
            configSchema: object(
                ["value": expression, "into": ["type": "string"], "schema": ["type": ["object", "boolean"]]],
                required: ["value"]),
            flags: .interrupts),
    ]

    private static let routers: [ComponentInfo] = [
        ComponentInfo(
            name: "send_each", kind: .router, description: "Sends a packet for each item of a list.",
            configSchema: packets)
    ]

    private static let storages: [ComponentInfo] = [
        ComponentInfo(
            name: "memory", kind: .checkpointer, description: "Keeps threads until the process ends.",
            configSchema: object([:])),
        ComponentInfo(
            name: "memory", kind: .cache, description: "Keeps results until the process ends.",
            configSchema: object([:])),
        ComponentInfo(
            name: "memory", kind: .store, description: "Keeps items until the process ends.",
            configSchema: object([:])),
    ]

    private static let processors: [ComponentInfo] = [
        ComponentInfo(
            name: "progress", kind: .processor, description: "Shows on the terminal what runs.",
            configSchema: object([:])),
        ComponentInfo(
            name: "jsonl", kind: .processor, description: "Writes each event as a line of JSON.",
            configSchema: object(["path": path], required: ["path"])),
        ComponentInfo(
            name: "otlp", kind: .processor, description: "Sends spans to an OpenTelemetry collector.",
            configSchema: object(["url": ["type": "string", "format": "uri"]], required: ["url"])),
        ComponentInfo(
            name: "prometheus", kind: .processor, description: "Writes counters as Prometheus text.",
            configSchema: object(["path": path], required: ["path"])),
        ComponentInfo(
            name: "trace", kind: .processor, description: "Writes a trace that Perfetto opens.",
            configSchema: object(["path": path], required: ["path"])),
    ]

    // MARK: Schemas

    private static let expression: Value = ["format": "jsonlogic"]
    private static let path: Value = ["type": "string", "minLength": 1]
    private static let expressions: Value = [
        "type": "object", "minProperties": 1, "additionalProperties": ["format": "jsonlogic"],
    ]
    private static let packets = object(
        ["over": expression, "node": expression, "arg": ["format": "jsonlogic", "default": ["var": "item"]]],
        required: ["over", "node"])

    private static func object(
        _ properties: KeyValuePairs<String, Value>, required: [String] = [], atLeastOne: Bool = false
    ) -> Value {
        var schema = ObjectBuilder()
        schema.set("type", to: "object")
        schema.set("properties", to: .object(properties.map { (key: $0.key, value: $0.value) }))
        schema.set("additionalProperties", to: false)
        if !required.isEmpty { schema.set("required", to: .array(required.map { Value($0) })) }
        if atLeastOne { schema.set("minProperties", to: 1) }
        return schema.finish()
    }

    // MARK: Names in configurations

    /// A channel or node that a configuration names.
    struct Reference {
        enum Kind { case channel, node }
        var kind: Kind
        var name: String
        /// Where in the configuration, as a JSON pointer; of a channel that is a key, the key is meant.
        var pointer: String
        var part: Place.Part
    }

    /// The channels and nodes that a built-in component's configuration names by themselves, not by an expression.
    static func references(of use: ComponentUse) -> [Reference] {
        switch use.name.name {
        case "set":
            ["values", "overwrite"].flatMap { key in
                (use.config[key] ?? .null).members.map { channel, _ in
                    Reference(
                        kind: .channel, name: channel, pointer: "/\(key)/\(Place.escaped(channel))", part: .key)
                }
            }
        case "interrupt":
            (use.config["into"]?.string).map {
                [Reference(kind: .channel, name: $0, pointer: "/into", part: .value)]
            } ?? []
        case "goto": nodes(use.config["expr"], at: "/expr")
        case "send_each": nodes(use.config["node"], at: "/node")
        default: []
        }
    }

    private static func nodes(_ value: Value?, at pointer: String) -> [Reference] {
        guard let value else { return [] }
        if let name = value.string {
            return [Reference(kind: .node, name: name, pointer: pointer, part: .value)]
        }
        return value.items.enumerated().compactMap { index, item in
            item.string.map { Reference(kind: .node, name: $0, pointer: "\(pointer)/\(index)", part: .value) }
        }
    }
}
