package import Glibc

/// A mutual exclusion that ThreadSanitizer understands; never held while calling out.
///
/// A pointer in its owner's memory: a thousand tasks that wait have a thousand locks, and what the first look at each costs is
/// the way to memory. Whoever also has to wait for what others do takes a `Monitor`.
package struct Lock: ~Copyable, @unchecked Sendable {
    @usableFromInline package let mutex: UnsafeMutablePointer<pthread_mutex_t>

    package init() {
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
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
}
