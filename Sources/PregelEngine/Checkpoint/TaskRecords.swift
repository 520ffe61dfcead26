/// What is known of the tasks of a superstep.
typealias TaskRecords = KeyedList<TaskRecord>

extension TaskRecord: Keyed {}

extension TaskRecords {
    /// Whether a task has finished.
    func isFinished(_ key: TaskKey) -> Bool { self[key]?.output != nil }

    /// Changes the task's record, which is made where there is none.
    mutating func change(_ key: TaskKey, _ change: (inout TaskRecord) -> Void) -> TaskRecord {
        if let changed = changeKnown(key, change) { return changed }
        var record = TaskRecord(key: key)
        change(&record)
        keep(record)
        return record
    }
}
