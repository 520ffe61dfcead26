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
    static let noMembers = Value.object([(key: String, value: Value)]())

    /// An object of a form's first members.
    @inline(__always)
    static func object(_ form: NameTable, _ values: Value...) -> Value {
        let row = ObjectRow.make(form, capacity: values.count)
        for (place, value) in values.enumerated() { row.append(place, value) }
        return row.object(isSorted: false)
    }
}
