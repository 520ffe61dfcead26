import PregelEngine
import PregelValues
import Testing

/// Answers in strict mode: to questions that wait for one, or none (INT-6).
@Suite struct StrictResumeRulesTests {
    private let unknown = String(repeating: "0", count: 32)

    private func asking() throws -> (saved: SavedThread, ids: [String]) {
        var graph = StateGraph.tracing()
        for node in ["p", "r"] { graph.addAsking(node, "q") }
        graph.addEdge(from: StateGraph.start, to: ["p", "r"])
        let saved = try SavedThread(graph)
        return (saved, saved.run(["x": ["in"]]).interrupts.map(\.id))
    }

    private func answer(_ saved: SavedThread, _ answers: Answers, at id: CheckpointID? = nil) -> RunResult {
        saved.graph.run(
            .command(RunCommand(resume: answers)),
            options: saved.options {
                $0.isStrict = true
                $0.checkpointID = id
            })
    }

    private func answer(
        _ saved: SavedThread, byID answers: KeyValuePairs<String, Value>, at id: CheckpointID? = nil
    ) -> RunResult {
        answer(saved, .byID(answers.map { (id: $0.key, value: $0.value) }), at: id)
    }

    @Test func `an unknown id fails the run, and none of the answers is kept`() throws {  // INT-6
        let (saved, ids) = try asking()
        let result = answer(saved, byID: [ids[0]: 1, unknown: 2])
        #expect(result.failure?.code == .unknownInterrupt)
        #expect(result.failure?.message.contains(unknown) == true && result.failure?.message.contains(ids[0]) == true)
        #expect(try saved.thread.state().interrupts.count == 2)
        // Otherwise it is ignored.
        #expect(saved.resume(byID: [(id: unknown, value: 2)]).interrupts.count == 2)
    }

    @Test func `answers to nothing are refused, also an empty object`() throws {  // INT-6, Q22
        let (saved, _) = try asking()
        #expect(answer(saved, .byID([])).failure?.code == .unknownInterrupt)
        #expect(answer(saved, .value([:])).failure?.code == .unknownInterrupt)
        #expect(saved.resume([:]).interrupts.count == 2)
    }

    @Test func `a question is answered once`() throws {  // INT-6
        let (saved, ids) = try asking()
        #expect(answer(saved, byID: [ids[0]: 1]).interrupts.map(\.id) == [ids[1]])
        #expect(answer(saved, byID: [ids[0]: 3]).failure?.code == .unknownInterrupt)
        #expect(answer(saved, byID: [ids[1]: 2]).output == ["x": ["in", 1, 2]])
        #expect(answer(saved, byID: [ids[1]: 2]).failure?.message.contains("none is pending") == true)
    }

    @Test func `an answer by value means the one that is pending, or is ambiguous`() throws {  // INT-5
        let (saved, ids) = try asking()
        #expect(answer(saved, .value("v")).failure?.code == .ambiguousResume)
        _ = answer(saved, byID: [ids[0]: 1])
        #expect(answer(saved, .value("v")).output == ["x": ["in", 1, "v"]])
    }

    @Test func `at a checkpoint that the thread has moved past every question may be asked again`() throws {  // INT-6
        let (saved, ids) = try asking()
        let place = try saved.thread.state().checkpointID
        _ = answer(saved, byID: [ids[0]: 1, ids[1]: 2])
        #expect(answer(saved, byID: [unknown: 3], at: place).failure == nil)
    }
}
