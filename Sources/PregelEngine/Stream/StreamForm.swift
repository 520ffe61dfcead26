import PregelValues

/// The shapes of stream entries: their keys, made once.
enum StreamForm {
    /// A task that starts.
    static let task = NameTable(["id", "name", "input", "triggers", "metadata"])
    /// A task that has ended.
    static let result = NameTable(["id", "name", "result", "error", "interrupts"])
    /// A task or checkpoint for debugging.
    static let debug = NameTable(["step", "timestamp", "type", "payload"])

    static let started = Value("task")
    static let ended = Value("task_result")
    static let checkpoint = Value("checkpoint")
    static let nothing = Value.array([Value]())
    /// What made a packet's task run, or a failure's handler: no channel did.
    static let push: Value = ["__pregel_push"]
    static let noMembers = Value.object([(key: String, value: Value)]())
}
