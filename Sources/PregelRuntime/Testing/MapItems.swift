import PregelManifest
import PregelValues

/// The inputs of a step that runs the graph once for each item.
enum MapItems {
    /// No scenario needs more: a product grows fast.
    private static let most = 100_000

    static func inputs(of step: MapStep) throws(StepFault) -> [Value] {
        let lists = step.over.map { Array(step.inputs[$0]?.items ?? Value.array([]).items) }
        let rows = try step.mode == .zip ? zipped(lists) : product(lists)
        return rows.map { row in
            var input = ObjectBuilder(capacity: step.inputs.count)
            for (key, value) in step.inputs.members { input.set(key, to: value) }
            for (name, item) in zip(step.over, row) { input.set(name, to: item) }
            return input.finish()
        }
    }

    private static func zipped(_ lists: [[Value]]) throws(StepFault) -> [[Value]] {
        let counts = Set(lists.map(\.count))
        guard counts.count <= 1 else {
            throw .impossible(
                "the lists of \"over\" are not equally long: \(lists.map { String($0.count) }.joined(separator: ", "))")
        }
        return (0..<(counts.first ?? 0)).map { index in lists.map { $0[index] } }
    }

    /// Each with each; the last list changes fastest.
    private static func product(_ lists: [[Value]]) throws(StepFault) -> [[Value]] {
        var rows: [[Value]] = [[]]
        for list in lists {
            guard rows.count * list.count <= most else { throw .impossible("the product has more than \(most) items") }
            rows = rows.flatMap { row in list.map { row + [$0] } }
        }
        return rows
    }
}
