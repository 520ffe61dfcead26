import PregelEngine
import PregelTestSupport
import PregelValues

@testable import PregelTasks

/// The two forms of `PregelRunner.tick`, for tests of both: each with an executor's scope of its own.
enum TickForm: CaseIterable {
    case sync, async

    func tick(_ tasks: [ExecutableTask], _ puts: Puts) async throws { try await tick(tasks, puts.put) }

    func tick(
        _ tasks: [ExecutableTask], limit: Int? = nil, timeout: Double? = nil, reraise: Bool = true,
        retry: [RetryPolicy] = [], clock: ScriptedClock = ScriptedClock(standsStill: true),
        schedule: @escaping PregelRunner.Schedule = { _, _, _ in nil },
        yield: @escaping @Sendable () -> Void = {}, finished: @escaping @Sendable (String) -> Void = { _ in },
        _ put: @escaping PregelRunner.PutWrites
    ) async throws {
        switch self {
        case .sync:
            try await onThread {
                try withBackgroundExecutor(limit: limit) { executor in
                    try PregelRunner(
                        executor: executor, retry: retry, clock: clock, nodeFinished: finished, putWrites: put
                    ).tick(tasks, timeout: timeout, reraise: reraise, schedule: schedule, yield: yield)
                }
            }
        case .async:
            try await withBackgroundExecutor(limit: limit) { executor in
                try await PregelRunner(
                    executor: executor, retry: retry, clock: clock, nodeFinished: finished, putWrites: put
                ).tick(tasks, timeout: timeout, reraise: reraise, schedule: schedule, yield: yield)
            }
        }
    }
}

extension BubbleUp {
    /// What is asked; `nil` where it is something else.
    var questions: [Value]? {
        if case .interrupted(let interrupts) = self { interrupts.map(\.value) } else { nil }
    }
}
