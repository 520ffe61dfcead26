import Foundation
import PregelEngine
import PregelTasks
import PregelTestSupport
import PregelValues
import Testing

/// The example of the target's page does what the page says.
@Suite struct RunnerExampleTests {
    private static let example = Result {
        try PageExample(
            of: "PregelTasks", containing: "PregelRunner(", imports: ["PregelEngine", "PregelTasks", "PregelValues"],
            testedIn: #filePath)
    }

    /// The example, with what it prints on a log.
    private static func run(printing log: Log<String>) throws {
        func print(_ line: String) { log.add(line) }
        // The page's example begins here.
        let squares = (1...3).map { number in
            ExecutableTask(
                "square", id: "square \(number)", input: Value(number), retry: [RetryPolicy()],
                body: .sync { attempt in
                    let number = attempt.input.int ?? 0
                    attempt.write("squares", Value(number * number))
                })
        }
        try withBackgroundExecutor(limit: 2) { executor in
            // What each task did is put as it ends, on its thread: here a checkpoint would keep it.
            let runner = PregelRunner(executor: executor) { id, writes in }
            try runner.tick(squares, timeout: 10)
        }
        for task in squares {
            for case .channel(_, let value) in task.writes { print("\(task.id): \(value)") }
        }
        // The page's example ends here.
    }

    @Test func `the page's example prints what the page says`() async throws {
        let log = Log<String>()
        try await onThread { try Self.run(printing: log) }
        #expect(log.entries == ["square 1: 1", "square 2: 4", "square 3: 9"])
        let page = try Self.example.get().page.components(separatedBy: .whitespacesAndNewlines).joined(separator: " ")
        let said = log.entries.map { "`\($0)`" }
        #expect(page.contains("prints \(said[0]), \(said[1]) and \(said[2])."))
    }

    @Test func `the page's example is the one that is tested`() throws {
        let example = try Self.example.get()
        #expect(example.shown == example.tested)
    }
}
