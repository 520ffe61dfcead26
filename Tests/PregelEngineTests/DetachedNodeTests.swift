import PregelTestSupport
import Glibc
import PregelValues
import Testing

@testable import PregelEngine

@Suite struct DetachedNodeTests {
    @Test func `a detached node gives what it would have given here`() throws {
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        for name in ["a", "b"] {
            graph.addNode(name, NodeAction.sync { try $0.write("x", [Value(name)]) }.detached)
        }
        graph.addNode("fails", NodeAction.sync { _ in throw NodeError(kind: "Flaky", "no") }.detached)
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addEdge(from: ["a", "b"], to: "fails")
        let result = try graph.compile().run(["x": []])
        #expect(result.failure?.kind == "Flaky" && result.failure?.node == "fails")
        graph.nodes.removeLast()
        graph.edges.removeLast()
        #expect(try graph.compile().run(["x": []]).output == ["x": ["a", "b"]])
    }

    @Test func `a graph is not detached, but its nodes may be`() async throws {
        var inner = StateGraph("inner")
        inner.addChannel("x")
        inner.addNode("n", NodeAction.async { try $0.write("x", 1) }.detached)
        inner.addEdge(from: StateGraph.start, to: "n")
        var outer = StateGraph("outer")
        outer.addChannel("x")
        outer.addNode("g", NodeAction.graph(try inner.compile()).detached)
        outer.addEdge(from: StateGraph.start, to: "g")
        // Without holding the thread, which asynchronous nodes may need to go on.
        #expect(try await outer.compile().run([:]).output == ["x": 1])
    }

    @Test func `a node that may wait runs on the driver's thread where it is to`() async throws {
        let here = Guarded(0)
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        let waits = NodeAction.sync(.blocking) { task in
            here.withLock { if !task.isShared { $0 += 1 } }
            try task.write("x", [Value(task.node)])
        }
        graph.addNode("a", waits.inline)
        graph.addNode("b", waits)
        graph.addNode("c", NodeAction.async { try $0.write("x", ["c"]) }.inline)
        graph.addPath(StateGraph.start, "a", "b", "c")
        #expect(try await graph.compile().run([:]).output == ["x": ["a", "b", "c"]])
        #expect(here.withLock { $0 } == 1)
    }

    @Test func `a node that is placed elsewhere is still what it is`() throws {
        final class Named: NodeBody {
            let traits: NodeTraits = .blocking
            let plugin = "a plugin"
            let cancelled = Guarded(false)
            func invoke(_ context: TaskContext) -> TaskOutcome { .finished }
            func cancel(_ context: TaskContext) { cancelled.withLock { $0 = true } }
        }
        var graph = StateGraph("g")
        graph.addNode("n") { _ in }
        graph.addEdge(from: StateGraph.start, to: "n")
        let compiled = try graph.compile()
        for wrap in [{ DetachedNode($0) }, { InlineNode($0) }] as [(any NodeBody) -> any NodeBody] {
            let named = Named()
            let placed = wrap(named)
            #expect(placed.plugin == "a plugin")
            placed.cancel(TaskContext(graph: compiled, nodeID: 0, run: nil, input: .null))
            #expect(named.cancelled.withLock { $0 })
        }
    }

    @Test func `what a node streams from threads of its own comes one at a time, wherever it runs`() throws {
        final class Helped: NodeBody {
            let traits: NodeTraits = .blocking
            func invoke(_ context: TaskContext) -> TaskOutcome {
                let helpers = (0..<4).map { number in
                    let helper = Thread { for chunk in 0..<200 { context.emit(Value(number * 200 + chunk)) } }
                    helper.start()
                    return helper
                }
                for helper in helpers { helper.join() }
                return .finished
            }
        }
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("n", NodeAction.body(Helped()).inline)
        graph.addEdge(from: StateGraph.start, to: "n")
        let (inside, overlaps, seen) = (Guarded(0), Guarded(0), Guarded<Set<Int>>([]))
        var options = RunOptions()
        options.stream = .custom
        options.onStream = { entry in
            let others = inside.withLock { count in
                count += 1
                return count - 1
            }
            if others > 0 { overlaps.withLock { $0 += 1 } }
            // So long that another one would surely come in, if it could.
            for _ in 0..<100 { _ = inside.withLock { $0 } }
            seen.withLock { _ = $0.insert(entry.data.int ?? -1) }
            inside.withLock { $0 -= 1 }
        }
        #expect(try graph.compile().run(["x": 1], options: options).status == .completed)
        #expect(overlaps.withLock { $0 } == 0)
        #expect(seen.withLock { $0 } == Set(0..<800))
    }
}

/// A thread of the system's that can be waited for.
private final class Thread: @unchecked Sendable {
    private let body: @Sendable () -> Void
    private var id = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        let this = Unmanaged.passRetained(self).toOpaque()
        let status = pthread_create(
            &id, nil,
            { this in
                if let this { Unmanaged<Thread>.fromOpaque(this).takeRetainedValue().body() }
                return nil
            }, this)
        precondition(status == 0, "a thread begins")
    }

    func join() { pthread_join(id, nil) }
}
