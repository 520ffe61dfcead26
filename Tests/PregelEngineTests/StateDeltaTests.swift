import PregelValues
import Testing

@testable import PregelEngine

/// What a superstep notes of its changes is all that it changed.
@Suite struct StateDeltaTests {
    /// A graph with every kind of channel that notes its changes, joins, a deferred node, and packets.
    private func graph() throws -> CompiledGraph {
        var graph = StateGraph("g")
        let kinds: [(String, ChannelKind)] = [
            ("last", .lastValue), ("list", .reduce(.append)), ("brief", .ephemeral()), ("any", .anyValue),
            ("private", .untracked()), ("topic", .topic()), ("all", .topic(accumulate: true)),
        ]
        for (name, kind) in kinds { graph.addChannel(name, kind) }
        for name in ["a", "b", "c", "d", "late"] {
            var options = NodeOptions()
            options.isDeferred = name == "late"
            graph.addNode(name, .sync([], { _ in }), options: options)
        }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addEdge(from: ["a", "b"], to: "c")
        graph.addEdge(from: "c", to: ["a", "d"])
        graph.addEdge(from: "d", to: ["b", "late"])
        return try graph.compile()
    }

    /// Everything that a state says, in a form that can be compared.
    private func description(_ state: RunState, _ graph: CompiledGraph) -> [String] {
        let cells = state.cells.indices.map { channel in
            let (value, isSet) = (state.cells[channel].value, state.cells[channel].isSet)
            let kept = state.cells[channel].checkpoint
            return "\(graph.channelName(channel)) \(value.map(\.description) ?? "-") \(isSet) "
                + "\(kept.map(\.description) ?? "-") \(state.cells[channel].isAvailable) \(state.versions[channel])"
        }
        let packets = state.packets.map { "\($0.node) \($0.argument)" }
        return cells + packets + [
            "seen \(state.seen.indices.map { state.seen[$0] })",
            "updated \(Array(state.updated)) \(state.knowsUpdated)",
            "transient \(Array(state.transient).sorted())", "newest \(state.newest) \(state.passedBreakpoints)",
        ]
    }

    /// What a planned task does: it writes some channels, goes where its edges lead, and sends a packet now and then.
    private func run(_ task: PlannedTask, _ graph: CompiledGraph, _ random: inout RandomNumbers) -> AppliedTask {
        let effects = TaskEffects()
        let isOnly = task.packet < 0 && task.node == graph.nodeNames.id("a")
        for (channel, spec) in graph.specs.enumerated() where random.next(3) == 0 {
            // Several tasks may not write what takes one value.
            if ["last", "brief", "private"].contains(spec.name), !isOnly { continue }
            let value: Value = spec.name == "list" ? [Value(random.next(9))] : Value(random.next(9))
            effects.write(channel, ChannelWrite(value: value))
        }
        if task.packet < 0 {
            for trigger in graph.nodes[task.node].edgeTriggers { effects.triggers.append(trigger) }
            for join in graph.nodes[task.node].joins { effects.joins.append(join) }
        }
        if random.next(4) == 0, let node = graph.nodeNames.id("d") {
            effects.packets.append(Packet(node: node, argument: Value(random.next(9))))
        }
        return AppliedTask(node: task.node, isTriggered: task.packet < 0, effects: effects)
    }

    @Test(arguments: 1...8)
    func `a state made of what each superstep has changed is the state`(seed: Int) throws {
        let graph = try graph()
        var random = RandomNumbers(seed)
        var state = RunState(graph)
        var scratch = ApplyScratch()
        state.changes.begin()
        var base: StateImage?
        let input = TaskEffects()
        input.input = ["last": 0]
        try graph.apply([AppliedTask(node: -1, isTriggered: false, effects: input)], to: &state, &scratch)
        var deltas = 0
        for _ in 0..<40 {
            let changed = StateImage(&state, since: base, of: graph)
            if changed != nil { deltas += 1 }
            let image = changed ?? StateImage(state, of: graph)
            #expect(description(image.state, graph) == description(state, graph))
            base = image
            state.changes.begin()
            let tasks = graph.plan(state).map { run($0, graph, &random) }
            if tasks.isEmpty { break }
            try graph.apply(tasks, to: &state, &scratch)
        }
        #expect(deltas > 3)
    }
}

/// Numbers that look like random ones, the same every time.
private struct RandomNumbers {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) }

    mutating func next(_ bound: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
    }
}
