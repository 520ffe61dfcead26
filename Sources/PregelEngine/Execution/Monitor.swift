import Glibc

/// A lock whose holder can wait until another one has done something.
package struct Monitor: ~Copyable, @unchecked Sendable {
    @usableFromInline package let lock = Lock()
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        condition = .allocate(capacity: 1)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// Runs `body` with the lock held.
    @inlinable @inline(__always)
    package func withLock<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R { try lock.withLock(body) }

    /// Waits for `signal`; the lock is held before and after. May also return for no reason.
    package func wait() { pthread_cond_wait(condition, lock.mutex) }

    /// Wakes one that waits.
    package func signal() { pthread_cond_signal(condition) }

    /// Wakes all that wait.
    package func broadcast() { pthread_cond_broadcast(condition) }
}
