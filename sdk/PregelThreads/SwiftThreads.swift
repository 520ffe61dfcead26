internal import Glibc
internal import Synchronization

/// Whether Swift can run tasks: where the system gives it no thread, making a task waits for one, without end.
package final class SwiftThreads: Sendable {
    package static let shared = SwiftThreads()

    /// How many threads Swift makes for the first task: one that works, and those that look after it.
    private static let needed = 3

    private let start: SystemThread.Starter
    /// Whether it could once. Its threads may end, but a machine that has had so many has them again: Swift waits for them.
    private let isProven = Atomic<Bool>(false)

    init(start: @escaping SystemThread.Starter = SystemThread.start) { self.start = start }

    /// Whether tasks can be made; tries it the first time.
    package var areThere: Bool {
        if isProven.load(ordering: .relaxed) { return true }
        guard canStartThreads() else { return false }
        isProven.store(true, ordering: .relaxed)
        return true
    }

    /// Makes as many threads at once as Swift is going to make, which then end.
    private func canStartThreads() -> Bool {
        let trial = Trial()
        for _ in 0..<SwiftThreads.needed where !start({ trial.attend() }) {
            trial.end()
            return false
        }
        trial.end()
        return true
    }

    /// Threads that are there as long as it lasts.
    private final class Trial: Sendable {
        private let door = TimedCondition()
        private let isOver = Atomic<Bool>(false)

        func attend() {
            door.withLock {
                while !isOver.load(ordering: .relaxed) { door.wait(until: nil) }
            }
            // Each lets the next one go.
            door.wake()
        }

        func end() {
            door.withLock { isOver.store(true, ordering: .relaxed) }
            door.wake()
        }
    }
}
