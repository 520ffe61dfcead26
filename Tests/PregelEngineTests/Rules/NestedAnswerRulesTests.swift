import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Going back to a question of a nested graph, and answering there (TT-4, TT-5); what comes of it is what LangGraph gives.
@Suite struct NestedAnswerRulesTests {
    private let ran = Log<String>()

    /// p, then a graph of s1, a1 and a2, which ask, then q; with a third level, between m1 and m2 of the graph in between.
    private func thread(_ persistence: Persistence, levels: Int = 2) throws -> SavedThread {
        let ran = ran
        var graph = StateGraph.tracing("inner")
        graph.addTracing("s1") { _ in ran.add("s1") }
        for node in ["a1", "a2"] {
            graph.addNode(node) { task in
                ran.add(node)
                try task.write("x", [Value("\(node):\(try task.interrupt(Value("q\(node)")).string ?? "")")])
            }
        }
        graph.addPath(StateGraph.start, "s1", "a1", "a2")
        if levels == 3 { graph = try around(graph, "m1", "deep", "m2", persistence) }
        return try SavedThread(try around(graph, "p", "sub", "q", persistence))
    }

    /// A graph with another one between two nodes.
    private func around(
        _ inner: StateGraph, _ before: String, _ name: String, _ after: String, _ persistence: Persistence
    ) throws -> StateGraph {
        let ran = ran
        var graph = StateGraph.tracing()
        for node in [before, after] { graph.addTracing(node) { _ in ran.add(node) } }
        graph.addNode(name, .graph(try inner.compile(), persistence: persistence))
        graph.addPath(StateGraph.start, before, name, after)
        return graph
    }

    /// What ran since the last time.
    private func since(_ count: inout Int) -> [String] {
        defer { count = ran.count }
        return Array(ran.entries.dropFirst(count))
    }

    private func story(_ thread: GraphThread) throws -> [String] {
        try thread.history().reversed().map { "\($0.source?.rawValue ?? "") \($0.step ?? -9)" }
    }

    @Test(arguments: [Persistence.own, .inherit])
    func `a nested question is gone back to, and then answered as any other`(persistence: Persistence) throws {  // TT-5
        let saved = try thread(persistence)
        saved.run(["x": ["in"]])
        #expect(saved.resume("A").interrupts.map(\.value) == ["qa2"])
        let now = try #require(try saved.thread.state(subgraphs: true).tasks.first?.state.first)
        let nested = saved.thread.nested(at: now.namespace)
        let first = try #require(try nested.history().first { $0.next == ["a1"] })
        let second = try #require(try nested.history().first { $0.next == ["a2"] })
        var count = ran.count
        #expect(saved.proceed { $0.checkpoints = first.checkpoints }.interrupts.map(\.value) == ["qa1"])
        #expect(since(&count) == (persistence == .own ? ["a1"] : ["s1", "a1"]))
        #expect(saved.resume("B").interrupts.map(\.value) == ["qa2"])
        #expect(saved.resume("C").output == ["x": ["in", "p", "in", "p", "s1", "a1:B", "a2:C", "q"]])
        #expect(since(&count) == ["a1", "a2", "a2", "q"])
        let root = ["input -1", "loop 0", "loop 1", "fork 2", "loop 3", "loop 4"]
        #expect(try saved.story() == root)
        var own = ["input -1", "loop 0", "loop 1", "loop 2"]
        if persistence == .own { own += ["fork 2", "loop 3", "loop 4"] }
        #expect(try story(nested) == own)
        // An answer there is one to the old question: only the nested graph starts a branch.
        let answered = saved.resume("D") { $0.checkpoints = second.checkpoints }
        #expect(answered.output == ["x": ["in", "p", "in", "p", "s1", "a1:A", "a2:D", "q"]])
        #expect(since(&count) == ["a2", "q"])
        let asked = saved.resume("E") { $0.checkpoints = first.checkpoints }
        #expect(asked.interrupts.map(\.value) == ["qa2"] && since(&count) == ["a1", "a2"])
        #expect(try saved.story() == root + ["loop 2", "loop 3"])
        #expect(try story(nested) == own + ["fork 3", "loop 4", "fork 2", "loop 3"])
    }

    @Test(arguments: [Persistence.own, .inherit])
    func `of three levels the middle one and the innermost are gone back to`(persistence: Persistence) throws {  // TT-5
        let saved = try thread(persistence, levels: 3)
        saved.run(["x": ["in"]])
        let root = try #require(try saved.thread.state(subgraphs: true).tasks.first?.state.first)
        let middle = try #require(root.tasks.first?.state.first)
        saved.resume("A")
        saved.resume("B")
        let levels = [saved.thread.nested(at: root.namespace), saved.thread.nested(at: middle.namespace)]
        let deep = try #require(try levels[0].history().first { $0.next == ["deep"] })
        let start: [Value] = ["in", "p", "in", "p", "m1", "in", "p", "m1", "s1"]
        var count = ran.count
        #expect(saved.proceed { $0.checkpoints = deep.checkpoints }.interrupts.map(\.value) == ["qa1"])
        #expect(since(&count) == (persistence == .own ? ["s1", "a1"] : ["m1", "s1", "a1"]))
        #expect(saved.resume("C").interrupts.map(\.value) == ["qa2"])
        #expect(saved.resume("D").output == ["x": .array(start + ["a1:C", "a2:D", "m2", "q"])])
        let second = try #require(try levels[1].history().last { $0.next == ["a2"] })
        #expect(second.checkpoints.keys.sorted() == ["", root.namespace, middle.namespace])
        count = ran.count
        let asked = saved.proceed { $0.checkpoints = second.checkpoints }
        #expect(asked.interrupts.map(\.value) == [persistence == .own ? "qa2" : "qa1"])
        #expect(since(&count) == (persistence == .own ? ["a2"] : ["m1", "s1", "a1"]))
        let result = saved.resume("Z")
        if persistence == .own {
            #expect(result.output == ["x": .array(start + ["a1:A", "a2:Z", "m2", "q"])])
        } else {
            #expect(result.interrupts.map(\.value) == ["qa2"])
        }
    }
}
