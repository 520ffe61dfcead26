/// What is said of a run's nodes where it stops, or tries one again.
extension Run {
    /// The names of the nodes that lead to this run from the root, outermost first.
    private var nodePath: [String] {
        guard let parent else { return [] }
        return parent.run.nodePath + [parent.run.graph.nodes[parent.run.slots[parent.slot].planned.node].name]
    }

    /// The breakpoint that the run stands at.
    func pause(_ moment: RunPause.Moment, at points: Breakpoints) -> RunPause {
        let nodes = Set(planned.lazy.map(\.node).filter { self.isPoint($0, points) })
        return RunPause(moment: moment, nodes: nodes.sorted().map { graph.nodes[$0].name }, path: nodePath)
    }

    /// Tells whoever wants to know that a failed task is tried again.
    func tellRetry(_ slot: Int, _ failure: Failure, _ policy: RetryPolicy, wait: Int64) {
        guard let onRetry = options.onRetry else { return }
        onRetry(
            RetryNotice(
                node: graph.nodes[slots[slot].planned.node].name, path: nodePath, attempt: slots[slot].failures,
                maxAttempts: policy.maxAttempts, failure: failure, wait: Double(max(wait, 0)) / 1e9))
    }

    // MARK: The recursion limit

    /// Why a run ends that has used up its supersteps; `planned` are the tasks that are due.
    var outOfSteps: Failure {
        Failure(
            .graphRecursionLimit,
            message:
                "the recursion limit of \(options.recursionLimit) was reached before graph \"\(graph.name)\" was done"
                + unfinished + "; a loop that should end needs a way out, a longer graph a higher limit")
    }

    /// What the run was about when it used up its supersteps.
    private var unfinished: String {
        let round = nodesOfTheLastRound
        if !round.isEmpty { return ": \(Run.list(round.map { graph.nodes[$0].name })) went round" }
        let due = Set(planned.map(\.node)).sorted()
        return due.isEmpty ? "" : ": next would be \(Run.list(due.map { graph.nodes[$0].name }))"
    }

    /// The nodes that have run since those that are due ran last, in the order in which they did; none where none has. Of
    /// packets the state does not say when they ran.
    private var nodesOfTheLastRound: [Int] {
        let since = planned.filter { $0.packet < 0 }.map { lastRun(of: $0.node) }.filter { $0 >= 0 }
        guard let first = since.min() else { return [] }
        return graph.nodes.indices.filter { $0 != graph.startNode && lastRun(of: $0) >= first }
            .sorted { (lastRun(of: $0), $0) < (lastRun(of: $1), $1) }
    }

    /// The version that a node last ran at; -1 where it never did.
    private func lastRun(of node: Int) -> Int64 {
        let node = graph.nodes[node]
        return (0..<node.triggers.count).map { state.seen[node.seenBase + $0] }.max() ?? -1
    }

    private static func list(_ names: [String], most: Int = 12) -> String {
        let shown = names.prefix(most).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > most ? shown + " and \(names.count - most) more" : shown
    }
}
