import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// How channels, nodes and edges become a graph that runs (SG-1 to SG-19).
@Suite struct StateGraphRulesTests {
    private func faults(_ graph: StateGraph) -> [String] {
        do throws(GraphError) {
            _ = try graph.compile()
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `a channel keeps its last value unless it is given a reducer or another kind`() throws {  // SG-1
        var graph = StateGraph("g")
        graph.addChannel("last")
        graph.addChannel("sum", .reduce(.sum))
        graph.addChannel("topic", .topic())
        for name in ["a", "b"] {
            graph.addNode(name) { task in
                try task.write("sum", 1)
                try task.write("topic", Value(name))
                if name == "b" { try task.write("last", "b") }
            }
        }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let result = try graph.compile().run(["last": "in", "sum": 5])
        #expect(result.output == ["last": "b", "sum": 7, "topic": ["a", "b"]])
    }

    @Test func `a channel is declared once, for all that read and write it`() {  // SG-2
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addChannel("x")
        #expect(faults(graph) == ["the channel \"x\" is declared twice"])
    }

    @Test func `what tells of the run is no channel, and can be neither input nor output`() {  // SG-3, MV-1
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.input = ["x", "remaining_steps"]
        graph.output = ["is_last_step"]
        #expect(faults(graph).count == 2)
        #expect(faults(graph).allSatisfy { $0.contains("which is no channel") })
    }

    @Test func `the compiler makes a channel for the input, each node and each join`() throws {  // SG-4, SG-5
        var graph = StateGraph.tracing("g", deferred: ["d"], "a", "b", "c", "d")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addEdge(from: ["b", "a"], to: "c")
        graph.addEdge(from: ["a", "b"], to: "d")
        let compiled = try graph.compile()
        #expect(
            compiled.controlNames.sorted() == [
                "__start__", "branch:to:a", "branch:to:b", "branch:to:c", "branch:to:d", "join:a+b:d", "join:b+a:c",
            ])
        func triggers(_ node: String) throws -> [String] {
            try compiled.nodes[#require(compiled.nodeNames.id(node))].triggers.map { compiled.channelName($0) }
        }
        #expect(try triggers("__start__") == ["__start__"])
        #expect(try triggers("a") == ["branch:to:a"])
        #expect(try triggers("c") == ["branch:to:c", "join:b+a:c"])
        #expect(compiled.finishing.map { compiled.channelName($0) } == ["branch:to:d", "join:a+b:d"])
    }

    @Test func `a node reads the channels that it names, or all`() throws {  // SG-5
        let seen = Log<Value>()
        var graph = StateGraph("g")
        for name in ["p", "q"] { graph.addChannel(name) }
        var options = NodeOptions()
        options.input = ["q"]
        graph.addNode("a", .sync { seen.add($0.input) }, options: options)
        graph.addNode("b") { seen.add($0.input) }
        graph.addPath(StateGraph.start, "a", "b")
        _ = try graph.compile().run(["p": 1, "q": 2])
        #expect(seen.entries == [["q": 2], ["p": 1, "q": 2]])
    }

    @Test func `the first nodes run in step 1, with the input's channels and no others`() throws {  // SG-6
        let steps = Log<Int>()
        var graph = StateGraph.tracing()
        graph.addChannel("n")
        graph.input = ["x"]
        graph.addTracing("a") { task in steps.add(task.step) }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run(["x": ["in"], "n": 1, "unknown": 2]).output == ["x": ["in", "a"]])
        #expect(steps.entries == [1])
    }

    @Test func `input that is no object fails after it was saved, and the thread can go on with other input`() throws {
        // SG-6, Q45
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        let saved = try SavedThread(graph)
        #expect(saved.run(7).failure?.code == .invalidUpdate)
        #expect(try saved.story() == ["input -1"])
        #expect(try saved.thread.state().next == ["START"])
        #expect(saved.run(["x": ["in"]]).output == ["x": ["in", "a"]])
    }

    @Test func `every channel that is read, taken or given must exist`() {  // SG-19
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.input = ["i"]
        graph.output = ["o"]
        var options = NodeOptions()
        options.input = ["r"]
        graph.addTracing("b", options: options)
        #expect(faults(graph).count == 3)
        for (name, fault) in zip(["i", "o", "r"], faults(graph)) {
            #expect(fault.contains("\"\(name)\", which is no channel"))
        }
    }
}
