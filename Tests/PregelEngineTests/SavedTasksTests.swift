import PregelValues
import Testing

@testable import PregelEngine

/// What a checkpoint keeps of its tasks, and the lists that keep it.
@Suite struct SavedTasksTests {
    private func task(_ number: Int, _ content: Value) -> SavedTask {
        SavedTask(key: "task \(number)", encoded: content)
    }

    private func checkpoint(_ tasks: [SavedTask] = []) -> SavedCheckpoint {
        SavedCheckpoint(
            thread: "t", namespace: "", id: CheckpointID(milliseconds: 1), parent: nil, source: .loop, step: 0,
            state: SavedState(encoded: [:]), tasks: tasks)
    }

    @Test(arguments: [1, 2, 9, 10, 11, 40])
    func `a later save of a task takes the place of the earlier one`(count: Int) throws {
        let memory = MemoryCheckpointer()
        let empty = checkpoint()
        memory.put(empty)
        for number in 0..<count { memory.putTask(task(number, "first"), thread: "t", namespace: "", id: empty.id) }
        for number in stride(from: 0, to: count, by: 3) {
            memory.putTask(task(number, "second"), thread: "t", namespace: "", id: empty.id)
        }
        let kept = try #require(memory.get(thread: "t", namespace: "", id: nil)).tasks
        #expect(kept.map(\.key) == (0..<count).map { "task \($0)" })
        #expect(kept.map(\.encoded) == (0..<count).map { $0 % 3 == 0 ? "second" : "first" })
        // What a checkpointer kept elsewhere is taken back as it was.
        #expect(checkpoint(kept).tasks.map(\.encoded) == kept.map(\.encoded))
        var changed = checkpoint(kept)
        changed.tasks = [kept[count - 1]]
        #expect(changed.tasks.map(\.key) == ["task \(count - 1)"])
    }

    @Test func `a short list is what an array of the same elements is`() {
        var list = ShortList<Int>()
        #expect(list.isEmpty && Array(list) == [])
        for count in 1...5 {
            let copy = list
            list.append(count)
            #expect(Array(list) == Array(1...count) && Array(ShortList(Array(1...count))) == Array(list))
            #expect(list[count - 1] == count && copy.count == count - 1)
        }
    }
}
