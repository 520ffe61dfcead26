import PregelValues
import Testing

@testable import PregelEngine

/// Planning and applying as pure functions of a state (BSP-2 to BSP-4, BSP-12, BSP-13).
@Suite struct PlanApplyTests {
    private func compiled() throws -> CompiledGraph {
        var graph = StateGraph.tracing("g", "b", "a")
        graph.addChannel("last")
        graph.addEdge(from: StateGraph.start, to: ["b", "a"])
        return try graph.compile()
    }

    /// A state in which the input has just come.
    private func fed(_ graph: CompiledGraph) throws -> RunState {
        var state = RunState(graph)
        var scratch = ApplyScratch()
        let effects = TaskEffects()
        effects.input = [:]
        try graph.apply([AppliedTask(node: -1, isTriggered: false, effects: effects)], to: &state, &scratch)
        return state
    }

    private func task(
        _ graph: CompiledGraph, _ node: String, _ fill: (TaskEffects) -> Void = { _ in }
    ) throws -> AppliedTask {
        let effects = TaskEffects()
        fill(effects)
        return AppliedTask(node: try #require(graph.nodeNames.id(node)), isTriggered: true, effects: effects)
    }

    @Test func `a new state plans nothing, one with an input the hidden first node`() throws {  // BSP-3
        let graph = try compiled()
        #expect(graph.plan(RunState(graph)).isEmpty)
        #expect(graph.plan(try fed(graph)).map(\.node) == [graph.startNode])
    }

    @Test func `packets are planned first, then nodes by name, and a node that has seen its trigger is not`() throws {
        // BSP-2, BSP-4
        let graph = try compiled()
        var state = try fed(graph)
        var scratch = ApplyScratch()
        let a = try #require(graph.nodeNames.id("a"))
        let b = try #require(graph.nodeNames.id("b"))
        let start = try task(graph, "__start__") { effects in
            effects.triggers.assign(graph.nodes[graph.startNode].edgeTriggers)
            effects.packets.assign([Packet(node: b, argument: 7)])
        }
        try graph.apply([start], to: &state, &scratch)
        let planned = graph.plan(state)
        #expect(planned.map(\.node) == [b, a, b])
        #expect(planned.map(\.argument) == [7, nil, nil])
        #expect(state.cells[graph.startChannel].value == nil)
        try graph.apply([try task(graph, "a"), try task(graph, "b")], to: &state, &scratch)
        #expect(graph.plan(state).isEmpty)
        #expect(state.packets.isEmpty)
    }

    @Test func `channels that change in one step get one version`() throws {  // BSP-14
        let graph = try compiled()
        var state = try fed(graph)
        var scratch = ApplyScratch()
        let before = state.newest
        let writer = try task(graph, "a") { effects in
            effects.write(0, ChannelWrite(value: ["a"]))
            effects.write(1, ChannelWrite(value: 1))
        }
        try graph.apply([writer], to: &state, &scratch)
        #expect(state.versions[0] == before + 1)
        #expect(state.versions[1] == before + 1)
        #expect(state.newest == before + 1)
    }

    @Test func `a step that a channel refuses changes nothing at all`() throws {  // D-7
        let graph = try compiled()
        var state = try fed(graph)
        var scratch = ApplyScratch()
        let codec = StateCodec(graph: graph)
        let before = codec.encode(state)
        let write: (TaskEffects) -> Void = { effects in
            effects.write(0, ChannelWrite(value: ["lost"]))
            effects.write(1, ChannelWrite(value: 1))
        }
        let a = try task(graph, "a", write)
        let b = try task(graph, "b", write)
        do throws(ApplyRefusal) {
            try graph.apply([a, b], to: &state, &scratch)
            Issue.record("two writes to a last value were taken")
        } catch {
            #expect(error.channel == 1)
            #expect(error.refusal.code == .invalidConcurrentUpdate)
            #expect(error.nodes == [a.node, b.node])
        }
        #expect(codec.encode(state) == before)
        try graph.apply([a], to: &state, &scratch)
        #expect(state.cells[0].value == ["lost"])
    }

    @Test func `a state comes back from its encoding as it was`() throws {
        let graph = try compiled()
        var state = try fed(graph)
        var scratch = ApplyScratch()
        let start = try task(graph, "__start__") { effects in
            effects.triggers.assign(graph.nodes[graph.startNode].edgeTriggers)
            effects.packets.assign([Packet(node: graph.startNode + 1, argument: ["k": .null])])
            effects.write(0, ChannelWrite(value: ["x"]))
        }
        try graph.apply([start], to: &state, &scratch)
        let codec = StateCodec(graph: graph)
        let restored = codec.decode(codec.encode(state))
        #expect(codec.encode(restored) == codec.encode(state))
        #expect(graph.plan(restored).map(\.node) == graph.plan(state).map(\.node))
        #expect(restored.newest == state.newest)
    }
}
