import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// A router that does not return holds the run's driver: somebody else is told when the superstep's time is over.
@Suite(.timeLimit(.minutes(10))) struct HeldUpTests {
    private func graph(_ router: @escaping @Sendable () -> Void) throws -> CompiledGraph {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a")
        graph.addConditionalEdge(
            from: "a",
            Router { _ in
                router()
                return [.to("b")]
            })
        return try graph.compile()
    }

    @Test func `who is told knows the superstep, and the run goes on once the router returns`() async throws {
        let (clock, gate, told) = (HandClock(), Gate(), Log<String>())
        let graph = try graph {
            clock.advance(by: 4)
            clock.advance(by: 2)
            gate.pass()
        }
        var options = clock.options
        options.stepTimeout = 3_000_000_000
        options.onHeldUp = { failure in
            told.add(failure.message)
            gate.open()
        }
        let result = await graph.run(["x": ["in"]], options: options)
        #expect(
            told.entries == [
                "superstep 1 of graph \"g\" ran past its timeout of 3.0 s, and the run is held up: "
                    + "a router or reducer does not return"
            ])
        #expect(result.output == ["x": ["in", "a", "b"]])
    }

    @Test func `a driver that comes in time is not told of`() async throws {
        let (clock, told) = (HandClock(), Log<String>())
        var options = clock.options
        options.stepTimeout = 3_000_000_000
        options.onHeldUp = { told.add($0.message) }
        let result = try await graph { clock.advance(by: 2) }.run(["x": ["in"]], options: options)
        clock.advance(by: 60)
        #expect(result.output == ["x": ["in", "a", "b"]] && told.entries == [])
    }
}
