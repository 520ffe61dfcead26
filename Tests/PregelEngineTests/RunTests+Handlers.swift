import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Error handlers of nodes (RUN-12, Q46).
@Suite struct HandlerTests {
    private func handled(by handler: NodeAction, retry: [RetryPolicy] = []) -> NodeOptions {
        var options = NodeOptions()
        options.onError = handler
        options.retry = retry
        return options
    }

    @Test func `a handler stands in for its node, whose edges are not followed`() throws {  // Q46
        var graph = StateGraph.tracing("g", "other", "z", "rescue")
        let handler = NodeAction.sync { task in
            let error = task.error ?? .null
            let text = (error["kind"]?.string ?? "") + " " + (error["message"]?.string ?? "")
            try task.write(
                "x", [Value("handled \(error["node"]?.string ?? "") \(text) in \(task.input["x"]?.count ?? 0)")])
            try task.goto("rescue")
        }
        graph.addTracing("bad", options: handled(by: handler)) { _ in throw NodeError(kind: "ValueError", "boom") }
        graph.addPath(StateGraph.start, "bad", "z")
        graph.addPath(StateGraph.start, "other")
        #expect(try graph.trace() == ["in", "handled bad ValueError boom in 1", "other", "rescue"])
    }

    @Test func `a handler runs once the retries are used up`() throws {
        let attempts = Log<Int>()
        var retry = RetryPolicy()
        retry.initialInterval = 0
        retry.jitter = false
        var graph = StateGraph.tracing("g")
        let handler = NodeAction.sync { task in try task.write("x", ["handled", Value(task.attempt)]) }
        graph.addTracing("bad", options: handled(by: handler, retry: [retry])) { task in
            attempts.add(task.attempt)
            throw NodeError("no")
        }
        graph.addEdge(from: StateGraph.start, to: "bad")
        #expect(try graph.trace() == ["in", "handled", 1])
        #expect(attempts.entries == [1, 2, 3])
    }

    @Test func `a handler that fails fails the run, and is not tried again`() throws {
        let ran = Log<String>()
        var graph = StateGraph.tracing("g")
        let handler = NodeAction.sync { _ in
            ran.add("handler")
            throw NodeError(kind: "Second", "too")
        }
        var retry = RetryPolicy()
        retry.maxAttempts = 1
        graph.addTracing("bad", options: handled(by: handler, retry: [retry])) { _ in throw NodeError("first") }
        graph.addEdge(from: StateGraph.start, to: "bad")
        let result = try graph.compile().run([:])
        #expect(result.failure?.kind == "Second")
        #expect(result.failure?.node == "__error_handler__bad")
        #expect(ran.entries == ["handler"])
    }

    @Test func `a handler takes a nested graph's failure as that of its own node`() throws {  // RUN-12
        var inner = StateGraph.tracing("inner")
        inner.addTracing("deep") { _ in throw NodeError("no") }
        inner.addEdge(from: StateGraph.start, to: "deep")
        var graph = StateGraph.tracing("g")
        let handler = NodeAction.sync { task in try task.write("x", [task.error?["node"] ?? .null]) }
        graph.addNode("sub", .graph(try inner.compile()), options: handled(by: handler))
        graph.addEdge(from: StateGraph.start, to: "sub")
        #expect(try graph.trace() == ["in", "sub"])
    }

    @Test func `an interrupt is no error`() throws {
        var graph = StateGraph.tracing("g")
        let handler = NodeAction.sync { task in try task.write("x", ["handled"]) }
        graph.addTracing("asks", options: handled(by: handler)) { _ = try $0.interrupt("q") }
        graph.addEdge(from: StateGraph.start, to: "asks")
        #expect(try graph.compile().run([:]).interrupts.map(\.value) == ["q"])
    }

    @Test func `an asynchronous node or handler is handled like any other`() async throws {
        var graph = StateGraph.tracing("g")
        let handler = NodeAction.async { task in try task.write("x", [task.error?["kind"] ?? .null]) }
        graph.addNode("bad", .async { _ in throw NodeError(kind: "Async", "no") }, options: handled(by: handler))
        graph.addEdge(from: StateGraph.start, to: "bad")
        let result = try await graph.compile().run(["x": ["in"]])
        #expect(result.output == ["x": ["in", "Async"]])
    }

    @Test func `a node that a sibling's failure cancels is not handled`() async throws {  // RUN-6, RUN-12
        let ran = Log<String>()
        var graph = StateGraph("g")
        graph.addNode(
            "waits", .async { _ in try await cancelled() }, options: handled(by: .sync { _ in ran.add("handler") }))
        graph.addNode("bad") { _ in throw NodeError(kind: "Bad", "no") }
        graph.addEdge(from: StateGraph.start, to: ["bad", "waits"])
        let result = try await graph.compile().run([:])
        #expect(result.failure?.kind == "Bad")
        #expect(ran.entries == [])
    }

    @Test func `a graph cannot be an error handler`() throws {
        var inner = StateGraph.tracing("inner", "a")
        inner.addEdge(from: StateGraph.start, to: "a")
        var graph = StateGraph.tracing("g")
        graph.addTracing("bad", options: handled(by: .graph(try inner.compile())))
        graph.addEdge(from: StateGraph.start, to: "bad")
        let error = #expect(throws: GraphError.self) { try graph.compile() }
        #expect(error?.faults.count == 1)
        #expect(error?.description.contains("\"bad\"") == true)
    }
}
