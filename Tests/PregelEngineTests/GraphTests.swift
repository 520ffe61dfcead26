import PregelValues
import Testing

@testable import PregelEngine

/// What a graph is refused for, and how names become channels (SG-4, SG-17, SG-18).
@Suite struct GraphTests {
    private func faults(_ change: (inout StateGraph) -> Void) -> String {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addEdge(from: StateGraph.start, to: "a")
        change(&graph)
        do throws(GraphError) {
            _ = try graph.compile()
            return ""
        } catch {
            return error.description
        }
    }

    @Test func `unreachable nodes and an edge from START to END are legal`() throws {  // SG-17
        #expect(faults { $0.addEdge(from: StateGraph.start, to: StateGraph.end) } == "")
        var graph = StateGraph.tracing("g", "x")
        graph.addEdge(from: StateGraph.start, to: StateGraph.end)
        #expect(try graph.trace() == ["in"])
    }

    @Test func `a graph of thousands of routes that may lead to every node is compiled, and goes where they say`()
        throws
    {
        var graph = StateGraph("wide")
        graph.addChannel("log", .reduce(.append))
        let names = (0..<5000).map { "n\($0)" }
        for name in names { graph.addNode(name) { try $0.write("log", [Value($0.node)]) } }
        graph.addEdge(from: StateGraph.start, to: "n0")
        for (index, name) in names.enumerated() {
            graph.addConditionalEdge(from: name, Router { _ in index < 3 ? [.to(names[4999 - index])] : [] })
        }
        #expect(try graph.compile().run([:]).output == ["log": ["n0", "n4999"]])
    }

    @Test func `every fault of a graph has a sentence that names it`() {  // SG-17
        #expect(faults { $0.addEdge(from: "a", to: "nope") }.contains("\"nope\", which is no node"))
        #expect(faults { $0.addEdge(from: "nope", to: "a") }.contains("begins at \"nope\""))
        #expect(faults { $0.addEdge(from: "a", to: StateGraph.start) }.contains("ends at START"))
        #expect(faults { $0.addEdge(from: StateGraph.end, to: "a") }.contains("begins at END"))
        #expect(faults { $0.addEdge(from: [StateGraph.start, "a"], to: "b") }.contains("START cannot be a member"))
        #expect(faults { $0.addEdge(from: [], to: "b") }.contains("has no members"))
        #expect(faults { $0.addEdge(from: ["a"], to: StateGraph.end) }.contains("a join ends at END"))
        #expect(faults { $0.addTracing("a") }.contains("the node \"a\" is declared twice"))
        #expect(faults { $0.addChannel("x") }.contains("the channel \"x\" is declared twice"))
        #expect(faults { $0.addConditionalEdge(from: "a", targets: ["nope"], Router { _ in [] }) }.contains("\"nope\""))
        #expect(faults { $0.input = ["y"] }.contains("the graph's input has \"y\""))
        #expect(faults { $0.output = ["y"] }.contains("the graph's output has \"y\""))
        for name in ["START", "END", "__start__", "__x"] {
            #expect(faults { $0.addTracing(name) }.contains("reserved name"))
        }
        for name in ["a:b", "a|b"] { #expect(faults { $0.addTracing(name) }.contains("in its name")) }
    }

    @Test func `a graph that nothing starts is refused`() {  // SG-17
        let graph = StateGraph.tracing("g", "a")
        let error = #expect(throws: GraphError.self) { try graph.compile() }
        #expect(error?.faults == ["no edge begins at START: nothing would ever run"])
    }

    @Test func `the same edge or join given twice counts once`() throws {  // SG-18
        var graph = StateGraph.tracing("g", "a", "b", "c")
        for _ in 0..<2 {
            graph.addEdge(from: StateGraph.start, to: ["a", "b"])
            graph.addEdge(from: ["a", "b"], to: "c")
        }
        let compiled = try graph.compile()
        #expect(compiled.nodes.filter { $0.name == "c" }.map(\.triggers.count) == [2])
        #expect(compiled.run([:]).output == ["x": ["a", "b", "c"]])
    }

    @Test func `joins of the same nodes in another order fire their node once`() throws {  // SG-18
        var graph = StateGraph.tracing("g", "a", "b", "c")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addEdge(from: ["a", "b"], to: "c")
        graph.addEdge(from: ["b", "a"], to: "c")
        #expect(try graph.trace() == ["in", "a", "b", "c"])
    }

    @Test func `the example in the documentation runs as shown`() throws {
        var graph = StateGraph("greet")
        graph.addChannel("name")
        graph.addChannel("greeting")
        graph.addNode("hello") { task in
            let name = task.input["name"]?.string ?? "world"
            try task.write("greeting", Value("Hello, \(name)!"))
        }
        graph.addEdge(from: StateGraph.start, to: "hello")
        let compiled = try graph.compile()
        let result = compiled.run(["name": "Ada"])
        #expect(result.output.description == #"{"name":"Ada","greeting":"Hello, Ada!"}"#)
    }
}
