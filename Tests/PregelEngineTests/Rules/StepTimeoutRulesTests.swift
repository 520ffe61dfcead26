import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// A superstep's limit of time holds whatever its nodes do (RUN-9, D-12).
@Suite struct StepTimeoutRulesTests {
    /// How a node does not end.
    enum Stall: String, CaseIterable, Sendable {
        case computing, waiting, pending, pendingUncancelled

        /// A node that tells when it has begun, and does not end before the gate is opened.
        func node(_ begun: @escaping @Sendable () -> Void, _ gate: Gate) -> NodeAction {
            switch self {
            case .computing: .sync { _ in Self.hold(begun, gate) }
            case .waiting: .sync(.blocking) { _ in Self.hold(begun, gate) }
            case .pending:
                .async { _ in
                    begun()
                    try await cancelled()
                }
            case .pendingUncancelled:
                .async { _ in
                    begun()
                    await gate.wait()
                }
            }
        }

        private static func hold(_ begun: () -> Void, _ gate: Gate) {
            begun()
            gate.pass()
        }
    }

    /// A run in which a node that is done in time stands beside one that never ends.
    private func result(
        _ stall: Stall, in saved: (StateGraph) throws -> SavedThread
    ) async throws -> (RunResult, SavedThread) {
        let (clock, gate, isShown) = (HandClock(), Gate(), Gate())
        defer { gate.open() }
        var graph = StateGraph.tracing("g", "fast")
        // The time is over once the other node's end is known.
        graph.addNode(
            "stalled",
            stall.node({ isShown.whenOpen { clock.advance(by: 4) } }, gate))
        graph.addEdge(from: StateGraph.start, to: ["fast", "stalled"])
        let thread = try saved(graph)
        let options = thread.options {
            $0.clock = clock
            $0.stepTimeout = 3_000_000_000
            $0.stream = .updates
            $0.onStream = { if $0.data["fast"] != nil { isShown.open() } }
        }
        return (await thread.graph.run(["x": ["in"]], options: options), thread)
    }

    @Test(arguments: Stall.allCases)
    func `a node that does not end is given up with its superstep, and what the others did is kept`(
        _ stall: Stall
    ) async throws {  // RUN-9
        let (result, saved) = try await result(stall) { try SavedThread($0) }
        #expect(result.failure?.code == .stepTimeout && result.failure?.kind == "TimeoutError")
        #expect(
            result.failure?.message == "superstep 1 of graph \"g\" ran past its timeout of 3.0 s; not done: \"stalled\""
        )
        let state = try saved.thread.state()
        #expect(state.next == ["stalled"] && state.values == ["x": ["in", "fast"]])
    }

    @Test(arguments: Stall.allCases)
    func `a node of a nested graph is given up with the superstep around it`(_ stall: Stall) async throws {  // RUN-9
        let (clock, gate) = (HandClock(), Gate())
        defer { gate.open() }
        var inner = StateGraph.tracing("inner")
        inner.addNode("stalled", stall.node({ clock.advance(by: 4) }, gate))
        inner.addPath(StateGraph.start, "stalled")
        var options = clock.options
        options.stepTimeout = 3_000_000_000
        let failure = try await StateGraph.nesting(inner).compile().run(["x": ["in"]], options: options).failure
        #expect(failure?.code == .stepTimeout)
        #expect(failure?.message.hasSuffix("not done: \"l1/l2/stalled\"") == true)
    }

    @Test func `after its timeout a superstep does not wait for tasks that another failure has ended`() async throws {
        // RUN-9
        let (clock, gate, isTold) = (HandClock(), Gate(), Gate())
        defer { gate.open() }
        var graph = StateGraph.tracing()
        graph.addNode(
            "stalled",
            .async { task in
                task.onCancel { isTold.open() }
                await isTold.wait()
                clock.advance(by: 4)
                await gate.wait()
            })
        graph.addTracing("bad") { _ in throw NodeError(kind: "Bad", "no") }
        graph.addEdge(from: StateGraph.start, to: ["stalled", "bad"])
        var options = clock.options
        options.stepTimeout = 3_000_000_000
        #expect(try await graph.compile().run([:], options: options).failure?.kind == "Bad")
    }

    @Test func `a serial node that was given up is free once it has really ended`() async throws {
        let (clock, gate) = (HandClock(), Gate())
        let runs = Crowd()
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .sync(.serial) { _ in
                if runs.enter() > 1 { return }
                clock.advance(by: 4)
                gate.pass()
            })
        graph.addPath(StateGraph.start, "a")
        let compiled = try graph.compile()
        var options = clock.options
        options.stepTimeout = 3_000_000_000
        #expect(await compiled.run([:], options: options).failure?.code == .stepTimeout)
        gate.open()
        options.stepTimeout = 0
        #expect(await compiled.run([:], options: options).failure == nil)
        #expect(runs.visits == 2)
    }

    @Test func `many tasks within a limit of time all run, and apply in their order`() async throws {
        var graph = StateGraph.tracing()
        let names = (0..<40).map { "n\(100 + $0)" }
        for name in names { graph.addTracing(name) }
        graph.addEdge(from: StateGraph.start, to: names)
        var options = RunOptions()
        options.stepTimeout = 3_600_000_000_000
        #expect(try await graph.compile().run([:], options: options).output["x"] == .array(names.map { Value($0) }))
    }
}
