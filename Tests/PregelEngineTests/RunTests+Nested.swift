import PregelTestSupport
import PregelValues
import Synchronization
import Testing

@testable import PregelEngine

/// Graphs as nodes, commands to the parent, and what outlives a superstep (SUB-6, SG-11, RT-8).
@Suite struct NestedRunTests {
    @Test func `a reduced channel that both graphs have is reduced again`() throws {  // Q36
        var inner = StateGraph.tracing("inner", "s1", "s2")
        inner.addPath(StateGraph.start, "s1", "s2")
        var graph = StateGraph.tracing("g", "p", "q")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "p", "sub", "q")
        #expect(try graph.trace() == ["in", "p", "in", "p", "s1", "s2", "q"])
    }

    // Q39
    @Test func `a command to the parent replaces what the nested graph did, and its edges are followed`() throws {
        var inner = StateGraph.tracing("inner", "s0")
        inner.addNode("s1") { task in
            try task.commandParent()
            try task.write("x", ["from-sub"])
            try task.goto("q")
        }
        inner.addPath(StateGraph.start, "s0", "s1")
        var graph = StateGraph.tracing("g", "p", "q", "r")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "p", "sub", "r")
        #expect(try graph.trace() == ["in", "p", "from-sub", "q", "r"])
    }

    @Test func `nested graphs side by side begin in the order of their nodes`() throws {
        let began = Log<String>()
        var graph = StateGraph.tracing("g")
        for name in ["a", "b", "c"] {
            var inner = StateGraph.tracing("inner")
            inner.addTracing("i") { _ in began.add(name) }
            inner.addPath(StateGraph.start, "i")
            graph.addNode(name, .graph(try inner.compile()))
            graph.addPath(StateGraph.start, name)
        }
        _ = try graph.trace()
        #expect(began.entries == ["a", "b", "c"])
    }

    @Test func `an attempt that need not wait comes before a nested graph fails`() throws {
        var inner = StateGraph.tracing("inner")
        inner.addTracing("i") { _ in throw NodeError(kind: "E", "no") }
        inner.addPath(StateGraph.start, "i")
        let attempts = Log<Int>()
        var graph = StateGraph.tracing("g")
        var options = NodeOptions()
        options.retry = [.times(3, first: 0, on: .all)]
        graph.addTracing("a", options: options) { task in
            attempts.add(task.attempt)
            if task.attempt < 3 { throw NodeError(kind: "E", "not yet") }
        }
        graph.addNode("b", .graph(try inner.compile()))
        for name in ["a", "b"] { graph.addPath(StateGraph.start, name) }
        #expect(try graph.compile().run([:]).failure?.node == "i")
        #expect(attempts.entries == [1, 2, 3])
    }

    @Test func `a command to the parent is refused at the root`() throws {  // RT-8
        var graph = StateGraph.tracing("g")
        graph.addTracing("a") { try $0.commandParent() }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run([:]).failure?.code == .invalidUpdate)
    }

    @Test func `two hundred graphs within each other run`() throws {
        var compiled: CompiledGraph?
        for level in 0..<200 {
            var graph = StateGraph("level\(level)")
            graph.addChannel("depth")
            if let inner = compiled {
                graph.addNode("sub", .graph(inner))
            } else {
                graph.addNode("sub") { try $0.write("depth", "reached") }
            }
            graph.addEdge(from: StateGraph.start, to: "sub")
            compiled = try graph.compile()
        }
        #expect(try #require(compiled).run(["depth": "top"]).output == ["depth": "reached"])
    }

    @Test func `what a node does after its end has no effect`() throws {
        let kept = Mutex<TaskContext?>(nil)
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { task in kept.withLock { $0 = task } }
        graph.addNode("late") { _ in
            let task = kept.withLock { $0 }
            #expect(throws: Failure.self) { try task?.write("x", ["late"]) }
            #expect(throws: Failure.self) { try task?.goto("b") }
            #expect(task?.read("x") == nil)
        }
        graph.addPath(StateGraph.start, "a", "late")
        #expect(try graph.trace() == ["in", "a"])
    }

    @Test(arguments: [NodeTraits.async, .blocking])
    func `what a node keeps of a task that threads may share is never another task's`(_ traits: NodeTraits) throws {
        let kept = Guarded<[TaskContext]>([])
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        graph.addNode(
            "keeps",
            .sync(traits) { task in
                try task.write("x", [task.input])
                // Every other one is left to be used again.
                if task.input.int ?? 0 < 4 { kept.withLock { $0.append(task) } }
            })
        graph.addNode(
            "late",
            .sync(traits) { task in
                for earlier in kept.withLock({ $0 }) {
                    #expect(earlier !== task)
                    #expect(throws: Failure.self) { try earlier.write("x", ["late"]) }
                }
                try task.write("x", ["in time"])
            })
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<8).map { .send("keeps", Value($0)) } })
        graph.addEdge(from: "keeps", to: "late")
        let compiled = try graph.compile()
        let expected = Value.array((0..<8).map { Value($0) } + ["in time"])
        for _ in 0..<5 { #expect(compiled.run(["x": []]).output == ["x": expected]) }
    }

    @Test func `a checkpoint does not keep the input that the state has taken`() throws {  // CH-5
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        var options = RunOptions()
        let saver = MemoryCheckpointer()
        options.checkpointer = saver
        options.threadID = "t"
        let compiled = try graph.compile()
        #expect(compiled.run(["x": ["1"]], options: options).output == ["x": ["1", "a"]])
        let saved = try #require(saver.get(thread: "t", namespace: "", id: nil))
        #expect(saved.state.encoded["channel_values"] == ["x": ["1", "a"]])
        #expect(compiled.run(["x": ["2"]], options: options).output == ["x": ["1", "a", "2", "a"]])
        #expect(saver.list(thread: "t", namespace: "", before: nil, limit: nil).map(\.step) == [4, 3, 2, 1, 0, -1])
    }

    @Test func `a step that wrote no channel emits no values`() throws {  // Q51, ST-3
        let log = Log<StreamEntry>()
        var graph = StateGraph.tracing("g")
        graph.addChannel("n")
        graph.addNode("nothing") { _ in }
        graph.addNode("b") { try $0.write("n", 5) }
        graph.addPath(StateGraph.start, "nothing", "b")
        _ = try graph.compile().run(["x": ["in"]], options: .streaming(.values, to: log))
        #expect(log.entries.map(\.data) == [["x": ["in"]], ["x": ["in"], "n": 5]])
    }
}
