import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Which node runs when, and whose writes come first (§14, ordering and scheduling).
@Suite struct SchedulingTests {
    @Test func `triggered nodes write before packets do`() throws {  // Q1
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { task in
            try task.send("w", 1)
            try task.goto("b")
            try task.send("w", 2)
        }
        graph.addNode("w") { task in try task.write("x", [Value("w\(task.input.int ?? 0)")]) }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.trace() == ["in", "a", "b", "w1", "w2"])
    }

    @Test func `parallel nodes write in the order of code points`() throws {  // Q3
        var graph = StateGraph.tracing("g", "b", "A", "a", "_z", "Z", "é", "10", "9")
        graph.addEdge(from: StateGraph.start, to: ["b", "A", "a", "_z", "Z", "é", "10", "9"])
        #expect(try graph.trace() == ["in", "10", "9", "A", "Z", "_z", "a", "b", "é"])
    }

    @Test func `names that differ in nothing but their spelling in Unicode are two names`() throws {  // Q3
        var graph = StateGraph.tracing("g", "\u{E9}", "e\u{301}")
        graph.addEdge(from: StateGraph.start, to: ["\u{E9}", "e\u{301}"])
        #expect(try graph.trace().items.map { $0.string?.utf8.count } == [2, 3, 2])
    }

    @Test func `packets write in the order in which they were sent`() throws {  // Q3
        var graph = StateGraph.tracing("g")
        graph.addNode("a") { task in for i in 0..<12 { try task.send("w", Value(i)) } }
        graph.addNode("w") { task in try task.write("x", [task.input]) }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.trace() == ["in", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }

    @Test(arguments: [(3, false), (4, true)])
    func `a chain of three passes at a limit of four`(limit: Int, passes: Bool) throws {  // Q4, ERR-1
        var graph = StateGraph.tracing("g", "a", "b", "c")
        graph.addPath(StateGraph.start, "a", "b", "c", StateGraph.end)
        var options = RunOptions()
        options.recursionLimit = limit
        let result = try graph.compile().run([:], options: options)
        #expect(result.status == (passes ? .completed : .failed))
        #expect(result.failure?.code == (passes ? nil : .graphRecursionLimit))
        #expect(result.steps == 3)
    }

    @Test func `an endless loop runs as many nodes as the limit says`() throws {  // Q5
        let ran = Log<String>()
        var graph = StateGraph.tracing("g")
        for name in ["a", "b"] { graph.addTracing(name) { _ in ran.add(name) } }
        graph.addPath(StateGraph.start, "a", "b", "a")
        var options = RunOptions()
        options.recursionLimit = 3
        let result = try graph.compile().run([:], options: options)
        #expect(result.failure?.code == .graphRecursionLimit)
        #expect(result.output == .null)
        #expect(ran.entries == ["a", "b", "a"])
    }

    @Test func `at the limit the nodes that went round are named, or those that would be next`() throws {  // ERR-1
        func message(_ limit: Int, _ make: (inout StateGraph) -> Void) throws -> String {
            var graph = StateGraph.tracing("g", "first", "a", "b", "c")
            make(&graph)
            var options = RunOptions()
            options.recursionLimit = limit
            return try #require(try graph.compile().run([:], options: options).failure).message
        }
        #expect(
            try message(5) { $0.addPath(StateGraph.start, "first", "b", "a", "b") }.contains(#": "b", "a" went round;"#)
        )
        let nested = try message(6) { graph in
            graph.addPath(StateGraph.start, "first", "a", "a")
            graph.addPath("first", "b")
        }
        #expect(nested.contains(#": "a" went round;"#))
        #expect(try message(2) { $0.addPath(StateGraph.start, "a", "b", "c") }.contains(#": next would be "c";"#))
        #expect(try message(3) { $0.addPath(StateGraph.start, "a", "b", "c") }.contains(#"before graph "g" was done;"#))
    }

    @Test func `a goto adds to the node's edges`() throws {  // Q8, SG-10
        var graph = StateGraph.tracing("g", "b", "c")
        graph.addTracing("a") { try $0.goto("c") }
        graph.addPath(StateGraph.start, "a", "b")
        #expect(try graph.trace() == ["in", "a", "b", "c"])
    }

    @Test func `a deferred node does not wait for packets`() throws {  // Q10, BSP-15
        var graph = StateGraph.tracing("g", deferred: ["d"], "d", "w")
        graph.addTracing("a") { try $0.send("w", .null) }
        graph.addPath(StateGraph.start, "a", "d")
        #expect(try graph.trace() == ["in", "a", "d", "w"])
    }

    @Test func `deferred nodes that are due run together, and again where an edge leads there`() throws {  // Q11
        var graph = StateGraph.tracing("g", deferred: ["b", "d"], "a", "b", "c", "d")
        graph.addPath(StateGraph.start, "a", "b", "d")
        graph.addPath("a", "c", "d")
        #expect(try graph.trace() == ["in", "a", "c", "b", "d", "d"])
    }

    @Test func `a packet to a deferred node runs at once`() throws {  // Q12, SG-15
        var graph = StateGraph.tracing("g", deferred: ["d"], "d", "z")
        graph.addTracing("a") { try $0.send("d", .null) }
        graph.addPath(StateGraph.start, "a", "z")
        #expect(try graph.trace() == ["in", "a", "z", "d"])
    }

    @Test func `a deferred node waits for the longest branch`() throws {  // SG-15
        var graph = StateGraph.tracing("g", deferred: ["d"], "a", "b", "c", "e", "d")
        graph.addPath(StateGraph.start, "a", "b", "e", "d")
        graph.addPath("a", "c", "d")
        #expect(try graph.trace() == ["in", "a", "b", "c", "e", "d"])
    }

    @Test(arguments: [false, true]) func `a diamond runs its end twice without a join`(joins: Bool) throws {  // Q14
        var graph = StateGraph.tracing("g", "a", "b", "c", "d", "e")
        graph.addPath(StateGraph.start, "a", "b", "e")
        graph.addPath("a", "c")
        if joins {
            graph.addEdge(from: ["e", "c"], to: "d")
        } else {
            graph.addPath("e", "d")
            graph.addPath("c", "d")
        }
        let expected: Value = joins ? ["in", "a", "b", "c", "e", "d"] : ["in", "a", "b", "c", "d", "e", "d"]
        #expect(try graph.trace() == expected)
    }

    @Test func `a join in a loop fires once for each round`() throws {  // SG-14
        var graph = StateGraph.tracing("g", "b", "c")
        graph.addTracing("a")
        graph.addTracing("d") { task in if task.input["x"]?.count ?? 0 < 8 { try task.goto("a") } }
        graph.addPath(StateGraph.start, "a")
        graph.addEdge(from: "a", to: ["b", "c"])
        graph.addEdge(from: ["b", "c"], to: "d")
        #expect(try graph.trace() == ["in", "a", "b", "c", "d", "a", "b", "c", "d"])
    }

    @Test func `targets given twice coalesce, packets do not`() throws {  // Q15
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addConditionalEdge(from: "a", Router { _ in [.to("b"), .to("b")] })
        #expect(try graph.trace() == ["in", "a", "b"])
        var packets = StateGraph.tracing("g", "a", "b")
        packets.addEdge(from: StateGraph.start, to: "a")
        packets.addConditionalEdge(from: "a", Router { _ in [.send("b", .null), .send("b", .null), .to("b")] })
        #expect(try packets.trace() == ["in", "a", "b", "b", "b"])
    }

    @Test func `two overwrites in a step fail the run, one beats every other write`() throws {  // Q17, CH-8
        var graph = StateGraph.tracing("g", "b", "c")
        graph.addNode("a") { try $0.overwrite("x", ["A"]) }
        graph.addEdge(from: StateGraph.start, to: ["a", "b", "c"])
        #expect(try graph.trace() == ["A"])
        graph.addNode("d") { try $0.overwrite("x", ["D"]) }
        graph.addEdge(from: StateGraph.start, to: "d")
        let failure = try #require(try graph.compile().run([:]).failure)
        #expect(failure.code == .invalidConcurrentUpdate)
        #expect(
            failure.message.contains("\"a\"") && failure.message.contains("\"d\"") && failure.message.contains("\"x\""))
    }

    @Test func `an overwrite may come with the input`() throws {  // Q17
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run(["x": ["__overwrite__": ["in"]]]).output == ["x": ["in", "a"]])
    }

    @Test func `a node's second write to a channel replaces its first, in the first one's place`() throws {
        var graph = StateGraph.tracing("g")
        graph.addNode("a") { task in
            try task.write("x", ["first"])
            try task.write("x", ["second"])
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.trace() == ["in", "second"])
    }
}
