import Glibc

/// Threads for work that computes, or that may wait. Each piece of work is handed to one thread.
///
/// Threads are made when they are needed, and sleep while there is nothing to do. The last one to fall asleep is the first to
/// be woken, so those that are not needed sleep on: after some seconds they end.
package final class WorkerPool: @unchecked Sendable {
    /// The process's pool for work that computes: one thread less than the machine has cores, since whoever asks takes part
    /// itself.
    package static let shared = {
        let limit = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1, 1)
        return WorkerPool(limit: limit, kept: limit)
    }()
    /// The process's pool for work that may wait: a thread for each piece of it, as long as the system gives threads. Their
    /// stacks are large, but memory of them is what they touch.
    package static let blocking = WorkerPool(limit: 4096, kept: 8)

    package typealias Work = @Sendable () -> Void

    private let limit: Int
    /// How many threads never end.
    private let kept: Int
    /// How long a thread sleeps, in nanoseconds, until it ends.
    private let patience: Int64
    private let lock = Lock()
    /// What waits for a thread: nothing, while one sleeps.
    private var queue = WorkQueue()
    private var threads = 0
    private var sleepers: [Sleeper] = []

    package init(limit: Int, kept: Int = 0, patience: Int64 = 5_000_000_000) {
        self.limit = limit
        self.kept = kept
        self.patience = patience
    }

    /// How many threads there are now.
    var threadCount: Int { lock.withLock { threads } }

    /// Runs `work` on one of the threads, in the order of asking.
    package func run(_ work: @escaping Work) {
        var sleeper: Sleeper?
        let needsThread = lock.withLock {
            sleeper = sleepers.popLast()
            if sleeper != nil { return false }
            guard threads < limit else {
                queue.add(work)
                return false
            }
            threads += 1
            return true
        }
        // Outside of the lock, which other threads want.
        if let sleeper { return sleeper.wake(with: work) }
        guard needsThread else { return }
        // Its thread takes the work from it, and so does not keep it.
        let new = Sleeper(work)
        if !Threads.start({ [self] in serve(new) }) { runWithoutNewThread(work) }
    }

    /// The system gives no more threads: the next one that is free takes the work; where there is none, the calling one.
    private func runWithoutNewThread(_ work: @escaping Work) {
        var sleeper: Sleeper?
        let mustRunHere = lock.withLock {
            threads -= 1
            sleeper = sleepers.popLast()
            if sleeper == nil, threads > 0 { queue.add(work) }
            return sleeper == nil && threads == 0
        }
        sleeper?.wake(with: work)
        if mustRunHere { work() }
    }

    /// A thread's life.
    private func serve(_ own: Sleeper) {
        var next = own.sleep(nil)
        while next != nil {
            next?()
            // What the work holds must not wait until there is more to do.
            next = nil
            next = queued(or: own) ?? sleep(own)
        }
    }

    /// What waits for a thread; where nothing does, the thread is ready to be woken from now on.
    private func queued(or own: Sleeper) -> Work? {
        lock.withLock {
            if let next = queue.take() { return next }
            sleepers.append(own)
            return nil
        }
    }

    /// Sleeps until there is work; `nil` where the thread is to end.
    private func sleep(_ own: Sleeper) -> Work? {
        while true {
            if let work = own.sleep(patience) { return work }
            let (mayEnd, mayStay) = lock.withLock {
                // Whoever has taken it from the list is about to wake it.
                guard let place = sleepers.firstIndex(where: { $0 === own }) else { return (false, false) }
                guard threads > kept else { return (false, true) }
                sleepers.remove(at: place)
                threads -= 1
                return (true, false)
            }
            if mayEnd { return nil }
            if mayStay { return own.sleep(nil) }
        }
    }
}

/// What a thread of a pool sleeps on, and finds its work in.
private final class Sleeper: @unchecked Sendable {
    private let alarm = TimedCondition()
    private var work: WorkerPool.Work?

    init(_ work: @escaping WorkerPool.Work) { self.work = work }

    /// Ends its sleep.
    func wake(with work: @escaping WorkerPool.Work) {
        alarm.withLock { self.work = work }
        alarm.wake()
    }

    /// Sleeps until it is woken, or for so many nanoseconds: then it has no work.
    func sleep(_ time: Int64?) -> WorkerPool.Work? {
        let end = time.map { SystemClock.shared.now + $0 }
        return alarm.withLock {
            while work == nil, end.map({ SystemClock.shared.now < $0 }) ?? true { alarm.wait(until: end) }
            defer { work = nil }
            return work
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
