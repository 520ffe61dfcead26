import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Commands for graphs further out (RT-8).
@Suite struct ParentCommandTests {
    /// A task `node` in `outer:7` that throws a command for that graph.
    private func commanding(_ graph: String, id: String = "1", in parent: String = "outer:7") -> ExecutableTask {
        ExecutableTask(
            "node", id: id, in: parent,
            writers: [
                { command, attempt in attempt.write("first", command.update ?? .null) },
                { command, attempt in attempt.write("second", Value(command.goto.count)) },
            ],
            body: .sync { attempt in
                attempt.write("before", 0)
                throw BubbleUp.command(ParentCommand(graph: graph, update: ["x": 1], goto: [.to("b")]))
            })
    }

    /// The graph of the command that is thrown.
    private func thrown(by task: ExecutableTask) async throws -> String? {
        do {
            try await runWithRetry(task)
        } catch BubbleUp.command(let command) {
            #expect(command.update == ["x": 1])
            #expect(command.goto.count == 1)
            return command.graph
        }
        return nil
    }

    @Test(arguments: ["outer:7|node:1", "outer|node", "node"])
    func `a command for the graph that a task holds goes to its writers, and the task succeeds`(
        graph: String
    ) async throws {
        let task = commanding(graph)
        #expect(try await thrown(by: task) == nil)
        #expect(task.text == ["before=0", #"first={"x":1}"#, "second=1"])
    }

    @Test(arguments: ["outer", "outer:7", "other", "node:1", ""])
    func `a command for any other graph goes on as it is`(graph: String) async throws {
        let task = commanding(graph)
        #expect(try await thrown(by: task) == graph)
        #expect(task.text == ["before=0"])
    }

    @Test func `a command for the parent is addressed to the graph around`() async throws {
        #expect(try await thrown(by: commanding(ParentCommand.parent)) == "outer:7")
        #expect(try await thrown(by: commanding(ParentCommand.parent, in: "")) == "")
        #expect(try await thrown(by: commanding(ParentCommand.parent, in: "a:1|1")) == "a:1")
    }

    @Test func `a writer that fails fails the task, which is not tried again`() async throws {
        let task = ExecutableTask(
            "node", id: "1", retry: [.times(3)], writers: [{ _, _ in throw NodeError(kind: "W", "no") }],
            body: .sync { _ in throw BubbleUp.command(ParentCommand(graph: "node")) })
        let failure = await #expect(throws: Failure.self) {
            try await runWithRetry(task, clock: ScriptedClock())
        }
        #expect(failure?.kind == "W")
        #expect(failure?.attempt == 1)
    }

    @Test(arguments: [
        ("", ""), ("node:1", ""), ("node:1|child:2", "node:1"), ("node:1|1|child:2|1", "node:1"),
        ("parent:1|1|child:1|1|node:1", "parent:1|1|child:1"), ("1", ""), ("1|2", ""),
        ("a:1|2|3|b:4|5|6", "a:1"),
    ])
    func `the graph around leaves out numbers at its end`(namespace: String, parent: String) {
        #expect(TaskNamespace.parentOfCommand(from: namespace) == parent)
    }
}
