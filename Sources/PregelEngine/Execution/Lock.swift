package import Glibc

/// A mutual exclusion that ThreadSanitizer understands; never held while calling out.
package final class Lock: @unchecked Sendable {
    @usableFromInline package let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(condition)
        mutex.deallocate()
        condition.deallocate()
    }

    /// Takes the lock, for what no closure can hold: a value that is handed on. Else use `withLock`.
    package func acquire() { pthread_mutex_lock(mutex) }

    /// Gives back what `acquire` took.
    package func release() { pthread_mutex_unlock(mutex) }

    /// Runs `body` with the lock held.
    @inlinable @inline(__always)
    package func withLock<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Waits for `signal`; the lock is held before and after. May also return for no reason.
    package func wait() { pthread_cond_wait(condition, mutex) }

    /// Wakes one that waits.
    package func signal() { pthread_cond_signal(condition) }

    /// Wakes all that wait.
    package func broadcast() { pthread_cond_broadcast(condition) }
}
