import Glibc
import PregelSDK

/// How long to wait, and what to append then.
struct SleepConfig: Defaulted {
    var milliseconds = 10
    var index = 0
}

/// Waits on a thread; `results ← [index]`
struct Sleep: Node {
    let config: SleepConfig

    func run(_ input: Value, _ context: NodeContext) throws {
        var left = timespec(tv_sec: config.milliseconds / 1000, tv_nsec: config.milliseconds % 1000 * 1_000_000)
        while true {
            var rest = timespec()
            guard nanosleep(&left, &rest) != 0, errno == EINTR else { break }
            left = rest
        }
        try context.write("results", [Value(config.index)])
    }
}

/// Waits without a thread; `results ← [index]`
struct AsyncSleep: AsyncNode {
    let config: SleepConfig

    func run(_ input: Value, _ context: NodeContext) async throws {
        try await context.sleep(for: .milliseconds(config.milliseconds))
        try context.write("results", [Value(config.index)])
    }
}
