import CHostSystem
import Glibc

/// What a thread of a pool sleeps on.
final class Sleeper: @unchecked Sendable {
    private let calls: UnsafeMutablePointer<sem_t>

    init() {
        calls = .allocate(capacity: 1)
        sem_init(calls, 0, 0)
    }

    deinit {
        sem_destroy(calls)
        calls.deallocate()
    }

    /// Ends its sleep.
    func wake() { sem_post(calls) }

    /// Sleeps until it is woken, or for so many nanoseconds: then it gives `false`.
    func sleep(_ time: Int64?) -> Bool {
        guard let time else {
            while sem_wait(calls) != 0 {}
            return true
        }
        return host_semaphore_wait(calls, SystemClock.shared.now + time)
    }
}
