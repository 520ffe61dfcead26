import Glibc

/// A few threads for work that computes: one less than the machine has cores, since whoever asks takes part itself.
///
/// Threads are made when they are first needed, and sleep while there is nothing to do.
package final class WorkerPool: @unchecked Sendable {
    /// The process's pool.
    package static let shared = WorkerPool(limit: max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1, 1))
    /// The process's pool for work that may wait: a thread for each piece of it, kept a while for the next.
    package static let blocking = WorkerPool(limit: 512)

    private let limit: Int
    private let lock = Lock()
    private var queue = WorkQueue()
    private var threads = 0
    private var sleeping = 0

    package init(limit: Int) { self.limit = limit }

    /// Runs `work` on one of the threads, in the order of asking.
    package func run(_ work: @escaping @Sendable () -> Void) {
        let (wakes, needsThread) = lock.withLock {
            queue.add(work)
            // A sleeper is enough for as many pieces as there are sleepers.
            return (sleeping > 0, queue.count > sleeping && threads < limit)
        }
        // Outside of the lock, which the woken thread takes at once.
        if wakes { lock.signal() }
        if needsThread { addThread() }
    }

    private func addThread() {
        let mayAdd = lock.withLock {
            guard threads < limit else { return false }
            threads += 1
            return true
        }
        guard mayAdd else { return }
        if !Threads.start({ [self] in work() }) { lock.withLock { threads -= 1 } }
    }

    private func work() {
        while true {
            let next: @Sendable () -> Void = lock.withLock {
                while true {
                    if let next = queue.take() { return next }
                    sleeping += 1
                    lock.wait()
                    sleeping -= 1
                }
            }
            next()
        }
    }
}

/// Plain detached threads.
enum Threads {
    /// Starts a thread that runs `body`; `false` where the system gives none.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = Unmanaged.passRetained(Box(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        if status != 0 { box.release() }
        return status == 0
    }

    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
