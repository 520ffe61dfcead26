import PregelEngine
import PregelValues
import Testing

@Suite struct RunTests {
    @Test func `a chain runs its nodes one after the other`() throws {
        var graph = StateGraph("chain")
        graph.addChannel("count")
        for i in 0..<10 {
            graph.addNode("n\(i)") { task in try task.write("count", Value((task.input["count"]?.int ?? 0) + 1)) }
            graph.addEdge(from: i == 0 ? StateGraph.start : "n\(i - 1)", to: "n\(i)")
        }
        graph.addEdge(from: "n9", to: StateGraph.end)
        let result = try graph.compile().run(["count": 0])
        #expect(result.status == .completed)
        #expect(result.output == ["count": 10])
        #expect(result.steps == 10)
    }

    @Test func `writes of a wide step are applied in name order, whatever ends first`() throws {
        var graph = StateGraph("fanout")
        graph.addChannel("results", .reduce(.append))
        graph.addChannel("total")
        let names = ["b", "A", "a", "_z", "Z", "é", "x10", "x9"]
        for name in names {
            graph.addNode(name) { task in try task.write("results", [Value(name)]) }
            graph.addEdge(from: StateGraph.start, to: name)
        }
        graph.addNode("join") { task in try task.write("total", Value(task.input["results"]?.count ?? 0)) }
        graph.addEdge(from: names, to: "join")
        let result = try graph.compile().run([:])
        #expect(result.output == ["results": ["A", "Z", "_z", "a", "b", "x10", "x9", "é"], "total": 8])
    }
}
