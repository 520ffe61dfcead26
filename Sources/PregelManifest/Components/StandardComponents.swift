import PregelLogic
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
                ["values": written, "overwrite": written], atLeastOne: true),
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
            configSchema: object(["expr": node()], required: ["expr"]), flags: .routes),
        ComponentInfo(
            name: "send_each", kind: .node, description: "Sends a packet for each item of a list.",
            configSchema: packets, flags: .routes),
        ComponentInfo(
            name: "wait", kind: .node, description: "Waits for some milliseconds.",
            configSchema: object(["ms": expression], required: ["ms"]), flags: .async),
        ComponentInfo(
            name: "interrupt", kind: .node, description: "Asks the outside; writes the answer to a channel.",
            configSchema: object(
                [
                    "value": expression, "into": ["type": "string", "x-channel": "write"],
                    "schema": ["type": ["object", "boolean"]],
                ],
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

    private static let expression: Value = ["format": "jsonlogic", "x-expression": [:]]
    private static let path: Value = ["type": "string", "minLength": 1]
    /// Channels, each with the expression that it is to hold.
    private static let written: Value = [
        "type": "object", "minProperties": 1, "x-channel": "write", "additionalProperties": expression,
    ]
    private static let packets = object(
        [
            "over": expression, "node": node(ofEach),
            "arg": ["format": "jsonlogic", "x-expression": ofEach, "default": ["var": "item"]],
        ],
        required: ["over", "node"])
    /// What an expression sees besides that is evaluated for each item of a list.
    private static let ofEach: Value = ["variables": ["item", "index"]]

    /// An expression that gives a node's name.
    private static func node(_ variables: Value = [:]) -> Value {
        ["format": "jsonlogic", "x-expression": variables, "x-node": true]
    }

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

    /// The nodes that a built-in component's configuration names by themselves, not by an expression that is computed.
    static func nodes(of use: ComponentUse) -> [String] {
        let key =
            switch use.name.name {
            case "goto": "expr"
            case "send_each": "node"
            default: ""
            }
        guard let source = use.config[key] else { return [] }
        var seen: Set<String> = []
        return Expression.results(of: source, dialect: .making).constants.compactMap(\.value.string).filter {
            seen.insert($0).inserted
        }
    }
}
