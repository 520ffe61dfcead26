import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Results of nodes that need not run again (CA-1 to CA-3).
@Suite struct CacheRulesTests {
    /// START leads to "w" by packets with these arguments; "w" goes to "z".
    private func packets(_ arguments: [Value], _ policy: CachePolicy?, ran: Log<Value>) throws -> CompiledGraph {
        var options = NodeOptions()
        options.cache = policy
        var graph = StateGraph.tracing("g", "z")
        graph.addNode(
            "w",
            .sync { task in
                ran.add(task.input)
                try task.write("x", ["w"])
                try task.goto("z")
            }, options: options)
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in arguments.map { .send("w", $0) } })
        return try graph.compile()
    }

    private func options(_ cache: MemoryCache) -> RunOptions {
        var options = RunOptions()
        options.cache = cache
        return options
    }

    @Test func `a result is used again for the same input, with where it led`() throws {  // CA-1
        let ran = Log<Value>()
        let graph = try packets([1], CachePolicy(), ran: ran)
        let cache = MemoryCache()
        for _ in 0..<2 { #expect(graph.run([:], options: options(cache)).output == ["x": ["w", "z"]]) }
        #expect(ran.count == 1)
        _ = graph.run([:])
        #expect(ran.count == 2)
    }

    @Test func `without a policy nothing is kept`() throws {  // CA-1
        let ran = Log<Value>()
        let graph = try packets([1], nil, ran: ran)
        let cache = MemoryCache()
        for _ in 0..<2 { _ = graph.run([:], options: options(cache)) }
        #expect(ran.count == 2)
    }

    @Test func `inputs that differ in the order of their members alone are the same`() throws {  // CA-1
        let ran = Log<Value>()
        let cache = MemoryCache()
        let inputs: [Value] = [["a": 1, "b": ["c": 2, "d": 3]], ["b": ["d": 3, "c": 2], "a": 1], ["a": 2]]
        for input in inputs {
            _ = try packets([input], CachePolicy(), ran: ran).run([:], options: options(cache))
        }
        #expect(ran.entries == [inputs[0], inputs[2]])
    }

    @Test func `a policy may say what of the input counts`() throws {  // CA-1
        let ran = Log<Value>()
        let cache = MemoryCache()
        for policy in [CachePolicy { $0["a"] ?? .null }, CachePolicy(channels: ["a"])] {
            for argument in [["a": 1, "time": 1], ["a": 1, "time": 2], ["a": 2]] as [Value] {
                _ = try packets([argument], policy, ran: ran).run([:], options: options(cache))
            }
        }
        #expect(ran.count == 4)
    }

    @Test func `a result is as old as its policy lets it be`() throws {  // CA-1, CA-2
        let ran = Log<Value>()
        let clock = HandClock()
        let cache = MemoryCache(clock: clock)
        let graph = try packets([1], CachePolicy(ttl: 10), ran: ran)
        for seconds in [5.0, 4, 2] {
            _ = graph.run([:], options: options(cache))
            clock.advance(by: seconds)
        }
        #expect(ran.count == 1)
        _ = graph.run([:], options: options(cache))
        #expect(ran.count == 2)
    }

    @Test func `a hit is streamed as such, and kept with the checkpoint`() throws {  // CA-2, Q37
        let saver = NotingCheckpointer()
        let graph = try packets([1], CachePolicy(), ran: Log())
        let cache = MemoryCache()
        _ = graph.run([:], options: options(cache))
        let log = Log<StreamEntry>()
        var run = RunOptions.streaming([.updates, .tasks], to: log)
        run.cache = cache
        run.checkpointer = saver
        run.threadID = "t"
        _ = graph.run([:], options: run)
        #expect(log.entries.map(\.mode).prefix(2) == [.tasks, .updates])
        #expect(log.entries[1].data == ["w": ["x": ["w"]], "__metadata__": ["cached": true]])
        #expect(log.entries[2].data["name"] == "z")
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        #expect(try thread.history().first { $0.step == 0 }?.tasks.map(\.result) == [["x": ["w"]]])
    }

    @Test func `a failure is not kept`() throws {  // CA-2
        let ran = Log<Int>()
        var options = NodeOptions()
        options.cache = CachePolicy()
        var graph = StateGraph.tracing()
        graph.addTracing("a", options: options) { _ in
            ran.add(1)
            if ran.count == 1 { throw NodeError("once") }
        }
        graph.addPath(StateGraph.start, "a")
        let compiled = try graph.compile()
        let cache = MemoryCache()
        #expect(compiled.run([:], options: self.options(cache)).status == .failed)
        for _ in 0..<2 { #expect(compiled.run([:], options: self.options(cache)).output == ["x": ["a"]]) }
        #expect(ran.count == 2)
    }

    @Test func `of several tasks with one key the first alone takes the hit`() throws {  // CA-3, Q50
        let ran = Log<Value>()
        let graph = try packets([1, 1], CachePolicy(), ran: ran)
        let cache = MemoryCache()
        _ = graph.run([:], options: options(cache))
        #expect(ran.count == 2)
        #expect(graph.run([:], options: options(cache)).output == ["x": ["w", "w", "z"]])
        #expect(ran.count == 3)
    }

    @Test func `results can be forgotten, of one node or all`() throws {  // CA-3
        let ran = Log<Value>()
        let graph = try packets([1], CachePolicy(), ran: ran)
        let cache = MemoryCache()
        for node in ["g/other", "g/w", nil] {
            _ = graph.run([:], options: options(cache))
            cache.clear(node: node)
        }
        _ = graph.run([:], options: options(cache))
        #expect(ran.count == 3)
    }

    /// Adds a node which is a graph of the cached node `do`, as in all graphs "step".
    private func nesting(_ name: String, in outer: inout StateGraph, ran: Log<String>) throws {
        var options = NodeOptions()
        options.cache = CachePolicy(channels: [])
        var inner = StateGraph.tracing("step")
        inner.addChannel("seed")
        inner.addNode(
            "do",
            .sync { task in
                ran.add(name)
                try task.write("x", [Value(name)])
            }, options: options)
        inner.addPath(StateGraph.start, "do")
        inner.output = ["x"]
        inner.input = ["seed"]
        outer.addNode(name, .graph(try inner.compile()))
    }

    @Test func `nested graphs of one name share no results, and each keeps its own`() throws {  // D-17, SUB-5
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addChannel("seed")
        for name in ["one", "two"] { try nesting(name, in: &graph, ran: ran) }
        graph.addPath(StateGraph.start, "one", "two")
        let compiled = try graph.compile()
        let cache = MemoryCache()
        for _ in 0..<2 { #expect(compiled.run(["seed": 1], options: options(cache)).output["x"] == ["one", "two"]) }
        #expect(ran.entries == ["one", "two"])
        cache.clear(node: "g/one/do")
        #expect(compiled.run(["seed": 1], options: options(cache)).output["x"] == ["one", "two"])
        #expect(ran.entries == ["one", "two", "one"])
    }

    @Test func `all runs of a nested graph share results, a fan-out's too`() throws {  // D-17
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        try nesting("sub", in: &graph, ran: ran)
        graph.addConditionalEdge(
            from: StateGraph.start, Router { _ in (0..<3).map { .send("sub", ["seed": Value($0)]) } })
        let compiled = try graph.compile()
        let cache = MemoryCache()
        for _ in 0..<2 { #expect(compiled.run([:], options: options(cache)).output["x"]?.count == 3) }
        #expect(ran.count <= 3)
        let before = ran.count
        _ = compiled.run([:], options: options(cache))
        #expect(ran.count == before)
    }

    @Test func `a name with a slash is not taken for a way`() throws {  // D-17
        let ran = Log<String>()
        let cache = MemoryCache()
        var deep = StateGraph.tracing()
        try nesting("a", in: &deep, ran: ran)
        deep.addChannel("seed")
        deep.addPath(StateGraph.start, "a")
        #expect(try deep.compile().run(["seed": 1], options: options(cache)).output["x"] == ["a"])
        var options = NodeOptions()
        options.cache = CachePolicy(channels: [])
        var flat = StateGraph.tracing()
        flat.addNode("a/do", .sync { try $0.write("x", ["flat"]) }, options: options)
        flat.addPath(StateGraph.start, "a/do")
        #expect(try flat.compile().run([:], options: self.options(cache)).output == ["x": ["flat"]])
    }

    @Test func `a node of another identity does not get the result`() throws {  // CA-1
        let cache = MemoryCache()
        for (identity, expected) in [("1.0", "first"), ("1.1", "second"), ("1.0", "first")] {
            var options = NodeOptions()
            options.cache = CachePolicy()
            options.identity = identity
            var graph = StateGraph.tracing()
            let name = Value(expected)
            graph.addNode("a", .sync { try $0.write("x", [name]) }, options: options)
            graph.addPath(StateGraph.start, "a")
            #expect(try graph.compile().run([:], options: self.options(cache)).output == ["x": [name]])
        }
    }

    @Test func `a number is one key, however it is written`() throws {  // CA-1
        let ran = Log<Value>()
        let cache = MemoryCache()
        for argument in [1, 1.0, ["n": [2.0]], ["n": [2]], 1.5, "1"] as [Value] {
            _ = try packets([argument], CachePolicy(), ran: ran).run([:], options: options(cache))
        }
        #expect(ran.entries == [1, ["n": [2]], 1.5, "1"])
    }
}
