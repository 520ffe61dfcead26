import PregelValues
import Testing

@testable import PregelEngine

/// When a driver is woken, and when it may sleep on.
@Suite struct InboxTests {
    private let graph: CompiledGraph

    init() throws {
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addNode("plain") { _ in }
        graph.addNode("routed") { _ in }
        graph.addEdge(from: StateGraph.start, to: ["plain", "routed"])
        graph.addConditionalEdge(from: "routed", Router { _ in [] })
        self.graph = try graph.compile()
    }

    private func end(of node: String, _ outcome: TaskOutcome = .finished) throws -> Session.Message {
        let id = try #require(graph.nodeNames.id(node))
        return .completed(TaskContext(graph: graph, nodeID: id, run: nil, input: .null), outcome)
    }

    @Test func `a driver that expects nothing is due with the first message`() throws {
        var inbox = Inbox()
        #expect(!inbox.isDue)
        inbox.add(try end(of: "plain"), mayWait: true)
        #expect(inbox.isDue)
    }

    @Test func `quiet ends wait until there are as many as are awaited`() throws {
        let plain = try end(of: "plain")
        #expect(plain.mayWait)
        var inbox = Inbox()
        inbox.expect(3)
        for _ in 0..<2 {
            inbox.add(try end(of: "plain"), mayWait: true)
            #expect(!inbox.isDue)
        }
        inbox.add(try end(of: "plain"), mayWait: true)
        #expect(inbox.isDue)
        var taken: [Session.Message] = []
        inbox.take(into: &taken)
        #expect(taken.count == 3)
        #expect(!inbox.isDue)
        inbox.add(try end(of: "plain"), mayWait: true)
        #expect(inbox.isDue, "what was expected is over once it has been taken")
    }

    @Test func `a failure, a question, a router and a cancellation do not wait`() throws {
        let failure = Failure(.nodeError, message: "no")
        let urgent = [
            try end(of: "plain", .failed(failure)), try end(of: "plain", .interrupted), try end(of: "routed"), .cancel,
        ]
        for message in urgent {
            var inbox = Inbox()
            inbox.expect(100)
            inbox.add(try end(of: "plain"), mayWait: true)
            inbox.add(message, mayWait: message.mayWait)
            #expect(inbox.isDue)
        }
    }

    @Test func `an end that a verb was refused in does not wait`() throws {
        let id = try #require(graph.nodeNames.id("plain"))
        let context = TaskContext(graph: graph, nodeID: id, run: nil, input: .null)
        #expect(throws: Failure.self) { try context.write("y", 1) }
        var inbox = Inbox()
        inbox.expect(2)
        let message = Session.Message.completed(context, .finished)
        inbox.add(message, mayWait: message.mayWait)
        #expect(inbox.isDue)
    }
}
