import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Runs that a graph keeps and uses again: each begins as if it were the first.
@Suite struct KeptRunTests {
    /// Doubles `x`, fails where it is negative, asks where it is 0.
    private func graph() throws -> CompiledGraph {
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addChannel("log", .reduce(.append))
        graph.addChannel("brief", .ephemeral())
        for name in ["a", "b"] {
            graph.addNode(name) { task in
                let x = task.input["x"]?.int ?? 0
                if x < 0 { throw NodeError("negative") }
                if x == 0, name == "b" { _ = try task.interrupt("zero") }
                try task.write("x", Value(x * 2))
                try task.write("log", [Value(name)])
                try task.write("brief", Value(name))
            }
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addEdge(from: "a", to: "b")
        return try graph.compile()
    }

    @Test func `a run begins as new after one that was done, failed or asked`() throws {
        let graph = try graph()
        let done: Value = ["x": 4, "log": ["a", "b"], "brief": "b"]
        #expect(graph.run(["x": 1]).output == done)
        let failed = graph.run(["x": -1])
        #expect(failed.status == .failed && failed.steps == 0)
        let first = graph.run(["x": 1])
        #expect(first.output == done && first.steps == 2)
        #expect(graph.run(["x": 0]).status == .interrupted)
        #expect(graph.run(["x": 1]).output == done)
        // What it was not given is not there from another run.
        #expect(graph.run([:]).output == ["x": 0, "log": ["a"], "brief": "a"])
    }

    @Test(arguments: [true, false]) func `an answer goes to the packet that asked, whatever its siblings did`(
        _ sendsOn: Bool
    ) throws {
        let ran = Guarded<[String]>([])
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("a") { task in
            try task.send("w", 0)
            try task.send("w", 1)
        }
        // The first writes nothing, but may send a packet that no superstep has taken when the run stops.
        graph.addNode("w") { task in
            if task.input == 0, sendsOn { try task.send("w", 2) }
            let answer = task.input == 1 ? try task.interrupt("go on?") : .null
            ran.withLock { $0.append("\(task.input) \(answer)") }
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        let compiled = try graph.compile()
        var options = RunOptions()
        (options.checkpointer, options.threadID) = (MemoryCheckpointer(), "t")
        #expect(compiled.run(["x": 1], options: options).status == .interrupted)
        let answered = compiled.run(.command(RunCommand(resume: .value("yes"))), options: options)
        #expect(answered.status == .completed)
        #expect(ran.withLock { $0 } == ["0 null", #"1 "yes""#] + (sendsOn ? ["2 null"] : []))
    }

    @Test func `each run has an id of its own`() throws {
        let graph = try graph()
        let ids = Set((0..<1_000).map { _ in graph.run(["x": 1]).runID })
        #expect(ids.count == 1_000)
    }

    @Test func `cancelling a run that is over reaches no other`() throws {
        let graph = try graph()
        let old = graph.start(.input(["x": 1]))
        #expect(old.wait().status == .completed)
        let new = graph.start(.input(["x": 1]))
        old.cancel()
        #expect(new.wait().status == .completed)
    }

    @Test func `runs at once do not share what is kept`() async throws {
        let graph = try graph()
        await withTaskGroup(of: Value.self) { group in
            for x in 1...200 { group.addTask { await graph.run(["x": Value(x)]).output["x"] ?? .null } }
            var seen: Set<Value> = []
            for await x in group { seen.insert(x) }
            #expect(seen == Set((1...200).map { Value($0 * 4) }))
        }
    }

    @Test func `a graph ends with the runs that it keeps`() throws {
        weak var kept: CompiledGraph?
        do {
            let graph = try graph()
            for _ in 0..<3 { #expect(graph.run(["x": 1]).status == .completed) }
            kept = graph
            #expect(kept != nil)
        }
        #expect(kept == nil)
    }

    @Test func `a run whose options had a thread leaves nothing of it to the next`() throws {
        let graph = try graph()
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        options.threadID = "t"
        #expect(graph.run(["x": 1], options: options).output == ["x": 4, "log": ["a", "b"], "brief": "b"])
        #expect(graph.run(["x": 1]).output == ["x": 4, "log": ["a", "b"], "brief": "b"])
        #expect(graph.run(["x": 1], options: options).output["log"] == ["a", "b", "a", "b"])
    }

    /// Asks twice, and never writes `log`, which begins with a name.
    private func asking(_ name: String) throws -> CompiledGraph {
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addChannel("log", .reduce(.append, initial: [Value(name)]))
        for node in ["a", "b"] {
            graph.addNode(node) { task in try task.write("x", try task.interrupt(Value(node))) }
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addEdge(from: "a", to: "b")
        return try graph.compile()
    }

    @Test func `a run that went on from another graph's checkpoint leaves nothing of it to the next`() throws {
        let (old, new) = (try asking("old"), try asking("new"))
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        options.threadID = "t"
        #expect(old.run(["x": 0], options: options).output == ["x": 0, "log": ["old"]])
        let answered = new.run(.command(RunCommand(resume: .value(1))), options: options)
        #expect(answered.status == .interrupted && answered.output["x"] == 1)
        #expect(new.run(["x": 0]).output == ["x": 0, "log": ["new"]])
        options.threadID = "another"
        #expect(new.run(["x": 0], options: options).output == ["x": 0, "log": ["new"]])
    }

    @Test func `runs that nobody waits for on a thread are kept too`() async throws {
        let graph = try graph()
        for x in 1...50 { #expect(await graph.run(["x": Value(x)]).output["x"] == Value(x * 4)) }
    }
}
