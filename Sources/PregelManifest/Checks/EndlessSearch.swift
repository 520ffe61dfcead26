/// Finds the cycles that a run which comes there never leaves: each node of them always leads on to another one.
struct EndlessSearch {
    private let flow: FlowGraph
    private let reached: [Bool]
    /// How many ways each node has that surely lead on within; none: a run may end behind it.
    private var support: [Int]

    init(_ flow: FlowGraph, _ reached: [Bool]) {
        self.flow = flow
        self.reached = reached
        support = flow.ways.map { way in
            way.mayStop ? 0 : way.always.count + way.choices.count { !$0.mayEnd && !$0.targets.isEmpty }
        }
        removeEnds()
    }

    /// Takes out, one after the other, what may end: then what leads to that alone.
    private mutating func removeEnds() {
        var leading = Array(repeating: [(node: Int, choice: Int?)](), count: flow.ways.count)
        for (node, way) in flow.ways.enumerated() {
            for target in way.always { leading[target].append((node, nil)) }
            for (place, choice) in way.choices.enumerated() where !choice.mayEnd {
                for target in Set(choice.targets) { leading[target].append((node, place)) }
            }
        }
        var broken: Set<[Int]> = []
        var ends = support.indices.filter { support[$0] == 0 }
        while let end = ends.popLast() {
            for (node, choice) in leading[end] where support[node] > 0 {
                // A choice leads on for sure only as long as all of its targets do.
                if let choice, !broken.insert([node, choice]).inserted { continue }
                support[node] -= 1
                if support[node] == 0 { ends.append(node) }
            }
        }
    }

    /// One cycle of each such part that a run may come to, as the nodes along it.
    func cycles() -> [[Int]] {
        var cycles: [[Int]] = []
        var state = Array(repeating: -1, count: flow.ways.count)
        for first in flow.names.indices where reached[first] && support[first] > 0 && state[first] < 0 {
            var path: [Int] = []
            var node = first
            while state[node] < 0, let next = next(after: node) {
                state[node] = first
                path.append(node)
                node = next
            }
            if state[node] == first, let begin = path.firstIndex(of: node) { cycles.append(Array(path[begin...])) }
        }
        return cycles
    }

    private func next(after node: Int) -> Int? {
        let way = flow.ways[node]
        if let next = way.always.first(where: { support[$0] > 0 }) { return next }
        return way.choices.first { !$0.mayEnd && !$0.targets.isEmpty && $0.targets.allSatisfy { support[$0] > 0 } }?
            .targets.first
    }
}
