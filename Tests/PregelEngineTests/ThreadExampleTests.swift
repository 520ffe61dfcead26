import PregelTestSupport
import Foundation
import PregelEngine
import PregelValues
import Testing

/// The example of threads in the engine's page does what the page says.
@Suite struct ThreadExampleTests {
    /// The example, with what it prints on a log.
    private static func run(printing log: Log<String>) throws {
        func print(_ line: String) { log.add(line) }
        // The page's example begins here.
        var graph = StateGraph("order")
        graph.addChannel("crates")
        graph.addChannel("note")
        graph.addNode("ask") { task in
            let crates = task.input["crates"]?.int ?? 0
            let answer = try task.interrupt(Value("ship \(crates) crates?"))
            try task.write("note", Value("\(answer.string ?? "?"): \(crates) crates"))
        }
        graph.addEdge(from: StateGraph.start, to: "ask")
        let order = try graph.compile()

        var options = RunOptions()
        let checkpointer = MemoryCheckpointer()
        options.checkpointer = checkpointer
        options.threadID = "order 7"
        let asked = order.run(["crates": 3], options: options)
        print(asked.interrupts[0].value.string ?? "")
        let answered = order.run(.command(RunCommand(resume: .value("yes"))), options: options)
        print(answered.output["note"]?.string ?? "")

        // Back to where it asked: the replay asks again, and gets another answer.
        let thread = GraphThread(order, checkpointer: checkpointer, threadID: "order 7")
        options.checkpointID = try thread.history().first { $0.next == ["ask"] }?.checkpointID
        _ = order.run(.proceed, options: options)
        options.checkpointID = nil
        let again = order.run(.command(RunCommand(resume: .value("no"))), options: options)
        print(again.output["note"]?.string ?? "")
        // The page's example ends here.
    }

    @Test func `the page's example prints what the page says`() throws {
        let log = Log<String>()
        try Self.run(printing: log)
        #expect(log.entries == ["ship 3 crates?", "yes: 3 crates", "no: 3 crates"])
    }

    @Test func `the page's example is the one that is tested`() throws {
        let example = try PageExample(
            of: "PregelEngine", containing: "GraphThread(order", imports: ["PregelEngine", "PregelValues"],
            testedIn: #filePath)
        #expect(example.shown == example.tested)
    }
}
