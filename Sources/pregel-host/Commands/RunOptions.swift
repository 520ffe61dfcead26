/// The options of `run`.
extension Option {
    static let input = Option(
        "input", letter: "i", value: "JSON|@FILE|-", help: "the input: JSON, a file of it, or - for standard input")
    static let set = Option(
        "set", value: "NAME=JSON", help: "set one channel of the input", isRepeatable: true)
    static let stream = Option(
        "stream", value: "MODE,...",
        help: "print what happens as it happens: \(StreamFlags.modes.joined(separator: ", "))",
        isRepeatable: true)
    static let subgraphs = Option("subgraphs", help: "stream what happens in nested graphs too")
    static let maxPayload = Option(
        "max-payload", value: "BYTES", help: "cut larger values in stream entries, never in the result")
    static let select = Option("select", value: "NAME,...", help: "print these outputs alone", isRepeatable: true)
    static let recursionLimit = Option("recursion-limit", value: "N", help: "stop after N supersteps")
    static let maxConcurrency = Option("max-concurrency", value: "N", help: "run at most N nodes at once")
    static let stepTimeout = Option("step-timeout", value: "SECONDS", help: "how long a superstep may take")
    static let interruptBefore = Option(
        "interrupt-before", value: "NODE,...", help: "pause before these nodes; * for all", isRepeatable: true)
    static let interruptAfter = Option(
        "interrupt-after", value: "NODE,...", help: "pause after these nodes; * for all", isRepeatable: true)
    static let plugin = Option(
        "plugin", value: "ALIAS=FILE", help: "load this file as the plugin that the manifest names ALIAS",
        isRepeatable: true)
    static let pluginPath = Option(
        "plugin-path", value: "DIR", help: "look for plugins here first; then in PREGEL_PLUGIN_PATH", isRepeatable: true
    )

    static let plannedOfRun: [Option] = [
        .planned("thread"), .planned("checkpointer"), .planned("resume"), .planned("resume-id"),
        .planned("interactive", takesValue: false), .planned("from"), .planned("events"), .planned("runner"),
        .planned("durability"), .planned("locked", takesValue: false),
    ]
}
