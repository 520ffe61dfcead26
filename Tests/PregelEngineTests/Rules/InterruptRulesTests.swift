import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Questions, answers and breakpoints of threads (INT-1 to INT-16).
@Suite struct InterruptRulesTests {
    /// START leads to each of these, which ask "q" and their name.
    private func parallel(_ nodes: String..., ran: Log<String> = Log()) throws -> SavedThread {
        var graph = StateGraph.tracing()
        for node in nodes { graph.addAsking(node, "q" + node, ran: ran) }
        graph.addEdge(from: StateGraph.start, to: nodes)
        return try SavedThread(graph)
    }

    private func asking(_ questions: [String] = ["q1"], ran: Log<String> = Log()) throws -> SavedThread {
        var graph = StateGraph.tracing()
        if questions.count == 2 {
            graph.addAsking("a", questions[0], questions[1], ran: ran)
        } else {
            graph.addAsking("a", questions[0], ran: ran)
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        return try SavedThread(graph)
    }

    @Test func `a task's questions are answered in their order, one a resume`() throws {  // INT-1, Q18
        let ran = Log<String>()
        let saved = try asking(["q1", "q2"], ran: ran)
        let first = saved.run(["x": ["in"]])
        let second = saved.resume("A1")
        #expect(first.interrupts.map(\.value) == ["q1"])
        #expect(second.interrupts.map(\.value) == ["q2"])
        #expect(first.interrupts[0].id != second.interrupts[0].id)
        #expect(saved.resume("A2").output == ["x": ["in", "A1", "A2"]])
        #expect(ran.count == 3)
    }

    @Test func `a resumed node runs again from its start, as the same task with the same input`() throws {  // INT-2
        let tasks = Log<String>()
        let inputs = Log<Value>()
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in
            tasks.add(task.ids.task)
            inputs.add(task.input)
            try task.write("x", [try task.interrupt("q1"), try task.interrupt("q2")])
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        saved.resume("A1")
        saved.resume("A2")
        #expect(tasks.count == 3 && Set(tasks.entries).count == 1)
        #expect(inputs.entries == Array(repeating: ["x": ["in"]] as Value, count: 3))
    }

    @Test func `a question has a value, an id and a schema, in the result and in the state`() throws {  // INT-4
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in try task.write("x", [try task.interrupt("q", schema: ["type": "string"])]) }
        graph.addAsking("b", "plain")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let saved = try SavedThread(graph)
        for asked in [saved.run([:]).interrupts, try saved.thread.state().interrupts] {
            #expect(asked.map(\.value) == ["q", "plain"])
            #expect(asked.map(\.schema) == [["type": "string"], nil])
            #expect(asked.map(\.id.utf8.count) == [32, 32])
            #expect(asked.map(\.node) == ["a", "b"])
        }
    }

    @Test func `an answer that does not fit the schema fails the run and is not kept`() throws {  // INT-4
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in try task.write("x", [try task.interrupt("q", schema: ["type": "string"])]) }
        graph.addEdge(from: StateGraph.start, to: "a")
        let saved = try SavedThread(graph)
        let check: (inout RunOptions) -> Void = {
            $0.checkAnswer = { answer, _ in answer.string == nil ? "expected a string" : nil }
        }
        saved.run(["x": ["in"]], check)
        #expect(saved.resume(7, check).failure?.message.contains("expected a string") == true)
        #expect(try saved.thread.state().interrupts.map(\.value) == ["q"])
        #expect(saved.proceed(check).interrupts.map(\.value) == ["q"])
        #expect(saved.resume("yes", check).output == ["x": ["in", "yes"]])
    }

    @Test func `one answer for two questions is refused and changes nothing`() throws {  // INT-5, Q24
        let saved = try parallel("a", "b")
        let asked = saved.run(["x": ["in"]]).interrupts
        let refused = saved.resume("A")
        #expect(refused.failure?.code == .ambiguousResume)
        #expect(try saved.thread.state().interrupts.map(\.id) == asked.map(\.id))
        #expect(saved.resume(byID: [(asked[0].id, "A")]).interrupts.map(\.value) == ["qb"])
        #expect(saved.resume("B").output == ["x": ["in", "A", "B"]])
    }

    @Test func `answers by id reach their tasks, and who has none asks again`() throws {  // INT-6, Q25
        let ran = Log<String>()
        let saved = try parallel("a", "b", "c", ran: ran)
        let asked = saved.run(["x": ["in"]]).interrupts
        #expect(saved.resume(byID: [(asked[1].id, "B")]).interrupts.map(\.value) == ["qa", "qc"])
        #expect(ran.count == 6)
        let last = saved.resume(byID: [(asked[0].id, "A"), (asked[2].id, "C")])
        #expect(last.output == ["x": ["in", "A", "B", "C"]])
        #expect(ran.count == 8)
    }

    @Test func `an object is a map of answers where all its keys are ids, else a plain answer`() throws {
        // INT-6, Q22, Q23
        let saved = try asking()
        let id = saved.run(["x": ["in"]]).interrupts[0].id
        #expect(saved.resume(["0123456789abcdef0123456789abcdef": 1]).interrupts.map(\.value) == ["q1"])
        #expect(saved.resume([:]).interrupts.map(\.id) == [id])
        #expect(saved.resume(["k": 1]).output == ["x": ["in", ["k": 1]]])
        let other = try asking()
        let question = other.run(["x": ["in"]]).interrupts[0].id
        #expect(other.resume(.object([(key: question, value: Value("A"))])).output == ["x": ["in", "A"]])
    }

    @Test(arguments: [0, "", false, []] as [Value])
    func `an answer may be anything but null, also what is empty`(answer: Value) throws {  // INT-7, Q22
        let saved = try asking()
        saved.run(["x": ["in"]])
        #expect(saved.resume(answer).output == ["x": ["in", answer]])
    }

    @Test func `without a checkpointer a run can ask, but nobody can answer`() throws {  // INT-8
        let saved = try asking()
        #expect(saved.graph.run([:]).interrupts.map(\.value) == ["q1"])
        let answered = saved.graph.run(.command(RunCommand(resume: .value("A"))))
        #expect(answered.failure?.code == .missingCheckpointer)
    }

    @Test func `a command writes and goes before the next superstep, which stays the same one`() throws {
        // INT-9, Q28
        var graph = StateGraph.tracing("g", "pre", "post")
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "pre", "ask")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        let story = try saved.story()
        let gone = saved.command(RunCommand(goto: ["post"]))
        #expect(gone.output == ["x": ["in", "pre", "post"]])
        #expect(gone.interrupts.map(\.value) == ["q"])
        #expect(try saved.story() == story)
        let updated = saved.command(RunCommand(resume: .value("A"), update: ["x": ["u"]]))
        #expect(updated.output == ["x": ["in", "pre", "u", "A", "post"]])
    }

    @Test func `going on with an interrupted thread asks again and saves nothing new`() throws {  // INT-10
        let ran = Log<String>()
        let saved = try asking(ran: ran)
        let id = saved.run(["x": ["in"]]).interrupts[0].id
        let story = try saved.story()
        #expect(saved.proceed().interrupts.map(\.id) == [id])
        #expect(ran.count == 2)
        #expect(try saved.story() == story)
    }

    @Test func `an interrupt is streamed as the task asks, then the values with what its siblings wrote`() throws {
        // INT-15
        var graph = StateGraph.tracing("g", "done")
        graph.addAsking("ask", "q")
        graph.addEdge(from: StateGraph.start, to: ["done", "ask"])
        let saved = try SavedThread(graph)
        let log = Log<StreamEntry>()
        let result = saved.graph.run(
            ["x": ["in"]],
            options: saved.options {
                $0.stream = [.updates, .values]
                $0.onStream = { log.add($0) }
            })
        let id = Value(result.interrupts[0].id)
        let updates = log.entries.filter { $0.mode == .updates }.map(\.data)
        #expect(updates.contains(["__interrupt__": [["value": "q", "id": id]]]))
        #expect(updates.contains(["done": ["x": ["done"]]]))
        #expect(log.entries.filter { $0.mode == .values }.map(\.data) == [["x": ["in"]], ["x": ["in", "done"]]])
        #expect(result.output == ["x": ["in", "done"]])
    }

    @Test func `a run tells when it goes on and when it ends interrupted`() throws {  // INT-16
        let saved = try asking()
        let told = Log<LifecycleEvent>()
        let listen: (inout RunOptions) -> Void = { $0.onLifecycle = { told.add($0) } }
        let first = saved.run(["x": ["in"]], listen)
        let second = saved.resume("A", listen)
        let kinds = told.entries.map { event in
            if case .interrupted(let asked) = event.kind { asked.map(\.value.description) } else { ["resumed"] }
        }
        #expect(kinds == [["\"q1\""], ["resumed"]])
        #expect(told.entries.map(\.runID.description) == [first, second].map(\.runID.description))
        #expect(told.entries.map(\.namespace) == ["", ""])
        #expect(told.entries.allSatisfy { $0.checkpointID != nil })
    }
}
