import PregelEngine
import PregelValues

/// Threads' states, as scenarios record them.
extension Records {
    /// A thread's state.
    ///
    /// - Parameters:
    ///   - state: With the states of nested graphs: they say in which order these ask.
    ///   - subgraphs: Whether tasks show the state of their nested graph.
    static func snapshot(_ state: StateSnapshot, subgraphs: Bool) -> Value {
        var record = outline(state)
        record.append((key: "tasks", value: .array(inOrder(state.tasks).map { task($0, subgraphs: subgraphs) })))
        return .object(record)
    }

    /// A state of a thread's history, which shows no tasks.
    static func pastSnapshot(_ state: StateSnapshot) -> Value { .object(outline(state)) }

    private static func outline(_ state: StateSnapshot) -> [(key: String, value: Value)] {
        [
            (key: "values", value: state.values.plain), (key: "next", value: names(state.next)),
            (key: "source", value: state.source.map { Value($0.rawValue) } ?? .null),
            (key: "step", value: state.step.map { Value($0) } ?? .null),
        ]
    }

    private static func task(_ task: TaskSnapshot, subgraphs: Bool) -> Value {
        var record = ObjectBuilder()
        record.set("name", to: Value(name(task.name)))
        record.set("interrupts", to: .array(pending(task).map(\.value.plain)))
        record.set("error", to: Value(task.failure != nil))
        if subgraphs, let nested = task.state.first { record.set("state", to: snapshot(nested, subgraphs: true)) }
        return record.finish()
    }

    /// What waits for an answer, in task order.
    static func pending(_ state: StateSnapshot) -> [Interrupt] { inOrder(state.tasks).flatMap(pending) }

    /// A task's interrupts; those of a nested graph in the order of its tasks.
    private static func pending(_ task: TaskSnapshot) -> [Interrupt] {
        guard let nested = task.state.first else { return byValue(task.interrupts) }
        let inner = pending(nested)
        return Set(inner.map(\.id)) == Set(task.interrupts.map(\.id)) ? inner : byValue(task.interrupts)
    }

    /// Packets as they were sent, then nodes by name.
    private static func inOrder(_ tasks: [TaskSnapshot]) -> [TaskSnapshot] {
        tasks.sorted { a, b in
            switch (a.packet, b.packet) {
            case (let mine?, let its?): mine < its
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
            }
        }
    }
}
