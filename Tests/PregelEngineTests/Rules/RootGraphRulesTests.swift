import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Graphs whose state is one nameless value (SG-9); what they give is what LangGraph gives.
@Suite struct RootGraphRulesTests {
    /// A list to which nodes append their names.
    private func listing(_ nodes: String...) -> StateGraph {
        var graph = StateGraph("g", state: .reduce(.append))
        for node in nodes { graph.addNode(node) { try $0.write([Value(node)]) } }
        return graph
    }

    @Test func `nodes read and write the value itself, and it is input and output`() throws {  // SG-9, BSP-5
        let seen = Log<Value>()
        var graph = StateGraph("g", state: .lastValue)
        graph.addNode("a") { task in
            seen.add(task.input)
            try task.write(Value((task.input.int ?? 0) + 1))
        }
        graph.addNode("b") { task in
            seen.add(task.input)
            try task.write(Value((task.input.int ?? 0) * 10))
        }
        graph.addPath(StateGraph.start, "a", "b")
        let compiled = try graph.compile()
        #expect(compiled.run(1).output == 20)
        #expect(compiled.run(0).output == 10)
        #expect(seen.entries == [1, 2, 0, 1])
        var silent = StateGraph("g", state: .lastValue)
        silent.addNode("a") { _ in }
        silent.addPath(StateGraph.start, "a")
        #expect(try silent.compile().run("text").output == "text")
    }

    @Test func `streams and states show the value itself`() throws {  // SG-9, CP-12
        var graph = listing("a", "c")
        graph.addNode("b") { _ in }
        graph.addPath(StateGraph.start, "a", "b", "c")
        let saved = try SavedThread(graph)
        let log = Log<StreamEntry>()
        let result = saved.run(["in"]) {
            $0.stream = [.values, .updates]
            $0.onStream = { log.add($0) }
        }
        #expect(result.output == ["in", "a", "c"])
        #expect(
            log.entries.map(\.data)
                == [["in"], ["a": ["a"]], ["in", "a"], ["b": .null], ["c": ["c"]], ["in", "a", "c"]])
        let history = try saved.thread.history()
        #expect(history.map(\.values) == [["in", "a", "c"], ["in", "a"], ["in", "a"], ["in"], []])
        #expect(history.map(\.next) == [[], ["c"], ["b"], ["a"], ["START"]])
        #expect(history[1].tasks.map(\.result) == [["c"]])
        #expect(saved.run(["2"]).output == ["in", "a", "c", "2", "a", "c"])
    }

    @Test func `updates and commands write the value itself`() throws {  // SG-9, CP-13, INT-9
        var graph = listing("a", "b", "d")
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph)
        saved.run(["in"])
        try saved.thread.update(["u"], asNode: "a")
        #expect(try saved.thread.state().values == ["in", "a", "b", "u"] && saved.thread.state().next == ["b"])
        try saved.thread.update(RunCommand(update: ["v"], goto: ["d"]), asNode: "a")
        #expect(try saved.thread.state().next == ["b", "d"])
        #expect(saved.command(RunCommand(update: ["x"])).output == ["in", "a", "b", "u", "v", "x", "b", "d"])
        let (started, fed) = (try SavedThread(graph), try SavedThread(graph))
        try started.thread.update(["s"], asNode: StateGraph.start)
        #expect(try started.thread.state().values == ["s"] && started.thread.state().next == ["a"])
        try fed.thread.update(["s"], asNode: "__input__")
        #expect(try fed.thread.state().values == [] && fed.thread.state().next == ["START"])
        #expect(fed.proceed().output == ["s", "a", "b"])
    }

    @Test func `questions, packets, routes and overwrites are as in any graph`() throws {  // SG-9, SG-12
        var graph = StateGraph("g", state: .reduce(.append))
        graph.addNode("ask") { try $0.write([try $0.interrupt("q")]) }
        graph.addNode("send") { task in
            try task.send("w", 1)
            try task.send("w", ["k": 2])
        }
        graph.addNode("w") { try $0.write([$0.input]) }
        graph.addNode("new") { try $0.overwrite(["new"]) }
        graph.addPath(StateGraph.start, "ask")
        graph.addConditionalEdge(
            from: "ask", Router { state in [.to(state.items.last == "A" ? "send" : "new")] })
        for (answer, output) in [("A", ["in", "A", 1, ["k": 2]]), ("B", ["new"])] as [(Value, Value)] {
            let saved = try SavedThread(graph, in: CodingCheckpointer())
            let asked = saved.run(["in"])
            #expect(asked.interrupts.map(\.value) == ["q"])
            #expect(try saved.thread.state().values == ["in"])
            #expect(saved.resume(answer).output == output)
        }
    }

    @Test func `two writers are refused as in any channel`() throws {  // SG-9, CH-3
        var graph = StateGraph("g", state: .lastValue)
        for node in ["a", "b"] { graph.addNode(node) { try $0.write(1) } }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        #expect(try graph.compile().run(0).failure?.code == .invalidConcurrentUpdate)
    }

    @Test func `a node does not run while there is no value, but a packet does`() throws {  // BSP-5
        let ran = Log<String>()
        var graph = StateGraph("g", state: .lastValue)
        for node in ["a", "b"] {
            graph.addNode(node) { task in
                ran.add(node)
                try task.write(1)
            }
        }
        graph.addPath(StateGraph.start, "b")
        let saved = try SavedThread(graph)
        #expect(saved.command(RunCommand(goto: ["a"])).status == .completed)
        #expect(try saved.thread.state().values == .null && saved.thread.state().next == [])
        let other = try SavedThread(graph)
        #expect(other.command(RunCommand(packets: [(node: "a", argument: 5)])).output == 1)
        #expect(ran.entries == ["a"])
    }

    @Test func `it may stand in a graph of its kind, and have any graph in it`() throws {  // SG-9, SUB-6
        var inner = listing("i")
        inner.addPath(StateGraph.start, "i")
        var graph = listing("z")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub", "z")
        #expect(try graph.compile().run(["in"]).output == ["in", "in", "i", "z"])
        var named = StateGraph.tracing("named", "i")
        named.addPath(StateGraph.start, "i")
        var holder = StateGraph("holder", state: .lastValue)
        holder.addNode("sub", .graph(try named.compile()))
        holder.addNode("z") { try $0.write(["y": Value($0.input["x"]?.count ?? 0)]) }
        holder.addPath(StateGraph.start, "sub", "z")
        #expect(try holder.compile().run(["x": ["in"]]).output == ["y": 2])
    }

    @Test func `other channels, and a graph with channels around it, are refused`() throws {  // SG-9
        var graph = listing("a")
        graph.addPath(StateGraph.start, "a")
        var outer = StateGraph.tracing("outer")
        outer.addNode("sub", .graph(try graph.compile()))
        outer.addPath(StateGraph.start, "sub")
        #expect(throws: GraphError.self) { try outer.compile() }
        graph.addChannel("more")
        let error = #expect(throws: GraphError.self) { try graph.compile() }
        #expect(error?.faults.count == 1 && error?.faults[0].contains("\"more\"") == true)
        var plain = StateGraph.tracing()
        plain.addNode("a") { try $0.write(1) }
        plain.addPath(StateGraph.start, "a")
        #expect(try plain.compile().run([:]).failure?.code == .invalidUpdate)
    }
}
