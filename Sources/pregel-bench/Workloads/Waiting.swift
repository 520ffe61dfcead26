import Glibc
import PregelEngine

/// Waits for runs that no thread drives.
enum Waiting {
    /// Starts a run on the pool's threads, and sleeps until it has ended.
    static func wait(for run: RunHandle) -> RunResult {
        let done = Countdown(1)
        let box = Box()
        run.whenDone { result in
            box.result = result
            done.count()
        }
        done.wait()
        guard let result = box.result else { preconditionFailure("a run has ended without a result") }
        return result
    }

    private final class Box: @unchecked Sendable {
        var result: RunResult?
    }
}

/// Sleeps until something has happened a number of times, on any threads.
final class Countdown: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private let total: Int

    init(_ total: Int) {
        self.total = total
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// It has happened once more.
    func count() { sem_post(semaphore) }

    /// Returns once it has happened often enough.
    func wait() {
        for _ in 0..<total { while sem_wait(semaphore) != 0 {} }
    }
}
