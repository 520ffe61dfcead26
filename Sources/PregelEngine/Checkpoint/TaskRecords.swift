/// What is known of the tasks of a superstep, each once, in the order in which it came to be known.
///
/// Most supersteps have a task or two: those are looked for one by one. Only many are worth an index.
struct TaskRecords: Sendable {
    private(set) var all: [TaskRecord] = []
    /// Where each task's record is, by its key; only where there are many.
    private var places: [TaskKey: Int] = [:]
    private static let few = 8

    var isEmpty: Bool { all.isEmpty }

    subscript(key: TaskKey) -> TaskRecord? { place(of: key).map { all[$0] } }

    /// Whether a task has finished.
    func isFinished(_ key: TaskKey) -> Bool { place(of: key).map { all[$0].output != nil } ?? false }

    /// Keeps a record, in place of the task's earlier one.
    mutating func keep(_ record: TaskRecord) {
        if let place = place(of: record.key) {
            all[place] = record
            return
        }
        all.append(record)
        if all.count == TaskRecords.few + 1 {
            for place in all.indices { places[all[place].key] = place }
        } else if all.count > TaskRecords.few {
            places[record.key] = all.count - 1
        }
    }

    /// Changes the task's record, which is made where there is none.
    mutating func change(_ key: TaskKey, _ change: (inout TaskRecord) -> Void) -> TaskRecord {
        if let place = place(of: key) {
            change(&all[place])
            return all[place]
        }
        var record = TaskRecord(key: key)
        change(&record)
        keep(record)
        return record
    }

    /// Forgets the answers that tasks have had.
    mutating func forgetAnswers() {
        for place in all.indices { all[place].answers = [] }
    }

    mutating func removeAll() {
        if all.isEmpty { return }
        all.clear()
        if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    }

    private func place(of key: TaskKey) -> Int? {
        guard all.count > TaskRecords.few else { return all.firstIndex { $0.key == key } }
        return places[key]
    }
}
