import PregelValues
import Testing

@testable import PregelEngine

/// What a checkpointer does, and how a run finds its thread and checkpoint (CP-10, CP-11).
@Suite struct CheckpointerRulesTests {
    private func checkpoint(_ step: Int, thread: String = "t", namespace: String = "") -> SavedCheckpoint {
        SavedCheckpoint(
            thread: thread, namespace: namespace, id: CheckpointID(), parent: nil, source: .loop, step: step,
            metadata: nil, state: SavedState(encoded: [:]))
    }

    @Test func `the newest checkpoint is the one with the greatest id, whatever was saved last`() {  // CP-10
        let saver = MemoryCheckpointer()
        let (old, new) = (checkpoint(0), checkpoint(1))
        saver.put(new)
        saver.put(old)
        #expect(saver.get(thread: "t", namespace: "", id: nil)?.id == new.id)
        #expect(saver.get(thread: "t", namespace: "", id: old.id)?.step == 0)
        #expect(saver.get(thread: "t", namespace: "", id: CheckpointID()) == nil)
        #expect(saver.get(thread: "other", namespace: "", id: nil) == nil)
    }

    @Test func `a list is newest first, of one namespace, before an id and up to a limit`() {  // CP-10
        let saver = MemoryCheckpointer()
        let all = (0..<4).map { checkpoint($0) }
        for one in all + [checkpoint(9, namespace: "sub:1"), checkpoint(8, thread: "other")] { saver.put(one) }
        func steps(_ before: CheckpointID?, _ limit: Int?) -> [Int] {
            saver.list(thread: "t", namespace: "", before: before, limit: limit).map(\.step)
        }
        #expect(steps(nil, nil) == [3, 2, 1, 0])
        #expect(steps(all[2].id, nil) == [1, 0])
        #expect(steps(all[3].id, 2) == [2, 1])
        #expect(steps(nil, 0) == [])
        #expect(saver.list(thread: "t", namespace: "sub:1", before: nil, limit: nil).map(\.step) == [9])
    }

    @Test func `a thread is forgotten with all its namespaces, and no other`() {  // CP-10
        let saver = MemoryCheckpointer()
        for one in [checkpoint(0), checkpoint(1, namespace: "sub:1"), checkpoint(2, thread: "other")] { saver.put(one) }
        saver.delete(thread: "t")
        #expect(saver.list(thread: "t", namespace: "", before: nil, limit: nil).isEmpty)
        #expect(saver.get(thread: "t", namespace: "sub:1", id: nil) == nil)
        #expect(saver.get(thread: "other", namespace: "", id: nil)?.step == 2)
    }

    @Test func `a run with a checkpointer needs a thread`() throws {  // CP-11
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        let failure = try graph.compile().run([:], options: options).failure
        #expect(failure?.code == .missingCheckpointer)
        #expect(failure?.message.contains("thread id") == true)
    }

    @Test func `threads know nothing of each other`() throws {  // CP-11
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        saved.run(["x": ["1"]])
        #expect(saved.run(["x": ["2"]]) { $0.threadID = "other" }.output == ["x": ["2", "a"]])
        #expect(try saved.trace() == ["1", "a"])
    }

    @Test(arguments: [Durability.async, .exit])
    func `a checkpoint that nobody knows has nothing to go on with, and input starts anew below it`(
        durability: Durability
    ) throws {  // CP-11
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        saved.run(["x": ["1"]])
        let unknown = CheckpointID("1f1e5519-dbf0-6ecd-bffe-5eebf69815b8")
        #expect(saved.proceed { $0.checkpointID = unknown }.failure?.code == .emptyInput)
        let result = saved.run(["x": ["2"]]) {
            $0.checkpointID = unknown
            $0.durability = durability
        }
        #expect(result.output == ["x": ["2", "a"]])
        let steps = durability == .exit ? [1] : [1, 0, -1]
        let newest = try saved.thread.history().prefix(steps.count)
        #expect(newest.map(\.step) == steps)
        #expect(newest.last?.parentID == unknown)
    }
}
