import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// What a run keeps once it is over: nothing.
@Suite struct RunLifetimeTests {
    @Test func `a run that is over keeps no task and no value`() async throws {
        let seen = Seen()
        do {
            let compiled = try graph(seen)
            for _ in 0..<1_000 {
                let result = await compiled.run(["x": ["in"]])
                #expect(result.status == .completed)
            }
            #expect(seen.count >= 6_000)
            // The graph keeps a few contexts for its next run, but nothing of what they were given.
            #expect(await comesTrue { seen.valuesAlive == 0 })
        }
        #expect(await comesTrue { seen.alive == 0 })
    }

    /// A thread that has told the end of a task may need a moment to let go of it.
    private func comesTrue(_ condition: () -> Bool) async -> Bool {
        for _ in 0..<1_000_000 {
            if condition() { return true }
            await Task.yield()
        }
        return condition()
    }

    /// A graph of all kinds of nodes.
    private func graph(_ seen: Seen) throws -> CompiledGraph {
        var inner = StateGraph("inner")
        inner.addChannel("x", .reduce(.append))
        inner.addNode("i") { task in seen.note(task) }
        inner.addEdge(from: StateGraph.start, to: "i")
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        for name in ["a", "b"] {
            graph.addNode(name) { task in
                seen.note(task)
                try task.write("x", [Value(name)])
            }
            graph.addEdge(from: StateGraph.start, to: name)
        }
        graph.addNode("waits", .async { task in seen.note(task) })
        graph.addNode("blocks", .sync(.blocking) { task in seen.note(task) })
        graph.addNode("nested", .graph(try inner.compile()))
        graph.addConditionalEdge(
            from: "a", Router { _ in [.to("waits"), .to("blocks"), .to("nested"), .send("b", 1)] })
        return try graph.compile()
    }

    @Test func `a context that a graph keeps for its next run does nothing for whoever finds it`() throws {
        let seen = Seen()
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("a") { task in seen.note(task) }
        graph.addEdge(from: StateGraph.start, to: "a")
        let compiled = try graph.compile()
        #expect(compiled.run(["x": 1]).status == .completed)
        let found = try #require(seen.tasks.first)
        #expect(throws: Failure.self) { try found.write("x", 2) }
        #expect(throws: Failure.self) { try found.commandParent() }
        #expect(found.read("x") == nil && found.input == .null)
        #expect(found.node == "" && found.ids.graph == "")
        #expect(compiled.run(["x": 3]).output == ["x": 3])
    }

    @Test(arguments: [NodeTraits.async, .blocking])
    func `what a task wrote that threads may share stays only as long as its channel has it`(
        _ traits: NodeTraits
    ) throws {
        let written = Guarded<[Seen.Weak]>([])
        let isGone = Guarded(false)
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        graph.addNode(
            "a",
            .sync(traits) { task in
                let value: Value = .array([.array((0..<100).map { Value($0) })])
                written.withLock { $0.append(Seen.Weak(task: nil, value: value.owner)) }
                try task.write("x", value)
            })
        graph.addNode("b") { try $0.overwrite("x", []) }
        graph.addNode("c") { _ in
            // A thread that has told the end of a task may need a moment to let go of it.
            for _ in 0..<1_000_000 {
                if written.withLock({ $0.allSatisfy { $0.value == nil } }) { return isGone.withLock { $0 = true } }
                yieldThread()
            }
        }
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<20).map { .send("a", Value($0)) } })
        graph.addPath("a", "b", "c")
        #expect(try graph.compile().run(["x": []]).output == ["x": []])
        #expect(written.withLock { $0.count } == 20 && isGone.withLock { $0 })
    }

    @Test func `a nested graph that ran out of time is not kept by its tasks`() async throws {  // D-12
        let seen = Seen()
        let (entered, released) = (Gate(), Gate())
        let clock = HandClock()
        do {
            var inner = StateGraph("inner")
            inner.addChannel("x")
            inner.addNode(
                "holds",
                .sync(.blocking) { task in
                    seen.note(task)
                    entered.open()
                    released.pass()
                })
            inner.addEdge(from: StateGraph.start, to: "holds")
            var outer = StateGraph("outer")
            outer.addChannel("x")
            var options = NodeOptions()
            options.timeout = TimeoutPolicy(run: 1)
            outer.addNode("nested", .graph(try inner.compile()), options: options)
            outer.addEdge(from: StateGraph.start, to: "nested")
            let compiled = try outer.compile()
            async let result = compiled.run(["x": ["in"]], options: clock.options)
            await entered.wait()
            clock.advance(by: 2)
            #expect(await result.failure?.code == .nodeTimeout)
        }
        released.open()
        #expect(seen.count == 1)
        #expect(await comesTrue { seen.alive == 0 })
    }

    @Test func `a run that is over keeps no packet`() throws {
        let seen = Seen()
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("w") { task in seen.note(task) }
        graph.addConditionalEdge(
            from: StateGraph.start,
            Router { state in [.send("w", state["x"] ?? .null), .send("w", state["x"] ?? .null)] })
        let compiled = try graph.compile()
        #expect(compiled.run(["x": [["large": "enough to have an owner"]]]).status == .completed)
        #expect(seen.count == 2 && seen.valuesAlive == 0)
    }

    @Test func `a run that failed keeps no task`() throws {
        let seen = Seen()
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("bad") { task in
            seen.note(task)
            throw NodeError("no")
        }
        graph.addNode("good") { task in seen.note(task) }
        graph.addEdge(from: StateGraph.start, to: ["bad", "good"])
        do {
            let compiled = try graph.compile()
            var options = RunOptions()
            options.isSingleThreaded = true
            for _ in 0..<10 { #expect(compiled.run(["x": ["in"]], options: options).status == .failed) }
            #expect(seen.valuesAlive == 0)
        }
        #expect(seen.alive == 0)
    }

    /// Weak references to the contexts that nodes were given.
    private final class Seen: Sendable {
        struct Weak {
            weak var task: TaskContext?
            weak var value: ValueOwner?
        }

        private let noted = Guarded<[Weak]>([])

        /// Notes a task, and the value of the first channel that it sees. The object of all channels is the graph's to keep.
        func note(_ task: TaskContext) {
            let value = task.input.members.first?.value ?? task.input
            noted.withLock { $0.append(Weak(task: task, value: value.owner)) }
        }

        /// Those that somebody still holds.
        var tasks: [TaskContext] { noted.withLock { $0.compactMap(\.task) } }
        var count: Int { noted.withLock { $0.count } }
        var valuesAlive: Int { noted.withLock { $0.count { $0.value != nil } } }
        var alive: Int { noted.withLock { $0.count { $0.task != nil } } }
    }
}
