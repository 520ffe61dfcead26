/// The options of `run`.
extension Option {
    static let input = Option(
        "input", letter: "i", value: "JSON|@FILE|-", help: "the input: JSON, a file of it, or - for standard input",
        fallback: "{}")
    static let set = Option(
        "set", value: "NAME=JSON", help: "set one channel of the input, after --input", isRepeatable: true)
    static let stream = Option(
        "stream", value: "MODE,...", help: "print what happens as it happens", fallback: "nothing",
        choices: StreamFlags.choices, isRepeatable: true)
    static let subgraphs = Option("subgraphs", help: "stream what happens in nested graphs too")
    static let maxPayload = Option(
        "max-payload", value: "BYTES", help: "cut larger values in stream entries, never in the result",
        fallback: "nothing is cut")
    static let select = Option(
        "select", value: "NAME,...", help: "print these outputs alone", fallback: "all", isRepeatable: true)
    static let recursionLimit = Option(
        "recursion-limit", value: "N", help: "stop after N supersteps", fallback: "the manifest's, else 25")
    static let maxConcurrency = Option(
        "max-concurrency", value: "N", help: "run at most N nodes at once", fallback: "the manifest's, else no limit")
    static let stepTimeout = Option(
        "step-timeout", value: "SECONDS", help: "how long a superstep may take",
        fallback: "the manifest's, else no limit")
    static let interruptBefore = Option(
        "interrupt-before", value: "NODE,...", help: "pause before these nodes: a, inner/b, or * for all",
        fallback: "the manifest's", isRepeatable: true)
    static let interruptAfter = Option(
        "interrupt-after", value: "NODE,...", help: "pause after these nodes: a, inner/b, or * for all",
        fallback: "the manifest's", isRepeatable: true)
    static let plugin = Option(
        "plugin", value: "ALIAS=FILE", help: "load this file as the plugin that the manifest names ALIAS",
        isRepeatable: true)
    static let pluginPath = Option(
        "plugin-path", value: "DIR",
        help: "look for plugins here first, then in PREGEL_PLUGIN_PATH and where they are installed",
        isRepeatable: true)

    static let plannedOfRun: [Option] = [
        .planned("thread"), .planned("checkpointer"), .planned("resume"), .planned("resume-id"),
        .planned("interactive", takesValue: false), .planned("from"), .planned("events"), .planned("runner"),
        .planned("durability"), .planned("locked", takesValue: false),
    ]
}
