import CHostSystem
import Glibc
package import PregelThreads

/// Threads for work that computes, or that may wait. Each piece of work is done by one thread.
///
/// Threads are made when they are needed, and sleep while there is nothing to do. The last one to fall asleep is the first to
/// be woken, so those that are not needed sleep on: after some seconds they end. To wake a thread takes longer than anything
/// else here: where much waits at once, those that were woken wake the others, on all cores.
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

    /// As long as so many threads are about to come for work, these wake the others.
    private static let fewComing = 2

    /// The most threads.
    let limit: Int
    /// How many threads never end.
    private let kept: Int
    /// How long a thread is not needed, in nanoseconds, until it ends: up to twice as long.
    private let patience: Int64
    private let start: SystemThread.Starter
    private let lock = Lock()
    /// What waits for a thread.
    private var queue = WorkQueue()
    private var threads = 0
    /// How many of them were made or woken, and have not come for their work yet.
    private var coming = 0
    /// The last one to fall asleep comes last.
    private var sleepers: [Sleeper] = []
    /// How few slept at some moment since somebody last looked whether they are needed.
    private var fewestSleepers = 0
    /// Whether somebody will look.
    private var isWatched = false

    package init(
        limit: Int, kept: Int = 0, patience: Int64 = 5_000_000_000,
        start: @escaping SystemThread.Starter = SystemThread.start
    ) {
        self.limit = limit
        self.kept = kept
        self.patience = patience
        self.start = start
    }

    /// How many threads there are now.
    var threadCount: Int { lock.withLock { threads } }
    /// How many of them sleep.
    var sleeperCount: Int { lock.withLock { sleepers.count } }

    /// Runs `work` on one of the threads, in the order of asking.
    package func run(_ work: @escaping @Sendable () -> Void) { run(.action(work)) }

    /// Runs a piece of work on one of the threads, in the order of asking.
    func run(_ work: Work) {
        let call = lock.withLock {
            queue.add(work)
            return coming < WorkerPool.fewComing || sleepers.isEmpty ? nextCall() : nil
        }
        make(call)
    }

    /// How a thread comes to be there for what waits.
    private enum ThreadCall {
        case wake(Sleeper)
        case start
    }

    /// Whom to call for what waits, with the lock held.
    private func nextCall() -> ThreadCall? {
        guard coming < queue.count else { return nil }
        if let sleeper = nextSleeper() { return .wake(sleeper) }
        guard threads < limit else { return nil }
        threads += 1
        coming += 1
        return .start
    }

    /// One that sleeps, who is about to come now; with the lock held.
    private func nextSleeper() -> Sleeper? {
        guard let sleeper = sleepers.popLast() else { return nil }
        fewestSleepers = min(fewestSleepers, sleepers.count)
        coming += 1
        return sleeper
    }

    /// Outside of the lock, which other threads want.
    private func make(_ call: ThreadCall?) {
        switch call {
        case nil: return
        case .wake(let sleeper): sleeper.wake()
        case .start: if !start({ [self] in serve() }) { goOnWithoutNewThread() }
        }
    }

    /// The system gives no more threads: the next one that is free takes what waits; where there is none, the calling one.
    private func goOnWithoutNewThread() {
        var (next, sleeper): (Work?, Sleeper?) = lock.withLock {
            threads -= 1
            coming -= 1
            if threads == 0 { return (queue.take(), nil) }
            // One may have fallen asleep in the meantime, and others may have relied on the thread that is not there.
            return (nil, queue.isEmpty ? nil : nextSleeper())
        }
        sleeper?.wake()
        while let work = next {
            work.run()
            next = lock.withLock { threads == 0 ? queue.take() : nil }
        }
    }

    /// A thread's life.
    private func serve() {
        let own = Sleeper()
        repeat {
            var next = come()
            if next == nil { next = queued(or: own) }
            while let work = next {
                work.run()
                host_float_check()
                next = queued(or: own)
            }
            own.sleep()
        } while !own.isDismissed
        for sleeper in own.alsoDismissed { sleeper.wake() }
    }

    /// Takes the work that a thread was called for, if no other one has, and calls others for what waits beyond.
    private func come() -> Work? {
        let (work, first, second): (Work?, ThreadCall?, ThreadCall?) = lock.withLock {
            coming -= 1
            let work = queue.take()
            let first = nextCall()
            // Threads that are made side by side hinder each other.
            return (work, first, sleepers.isEmpty ? nil : nextCall())
        }
        make(first)
        make(second)
        return work
    }

    /// What waits for a thread; where nothing does, the thread is ready to be woken from now on.
    private func queued(or own: Sleeper) -> Work? {
        let (next, needsWatch): (Work?, Bool) = lock.withLock {
            if let next = queue.take() { return (next, false) }
            sleepers.append(own)
            guard !isWatched, threads > kept else { return (nil, false) }
            isWatched = true
            fewestSleepers = sleepers.count
            return (nil, true)
        }
        if needsWatch { watch() }
        return next
    }

    // MARK: Ends of threads

    private func watch() {
        // Without the timers' thread nobody would look: the next one to fall asleep tries again.
        guard TimerThread.shared.isReady() else { return lock.withLock { isWatched = false } }
        TimerThread.shared.set(at: TimerThread.now + patience) { [self] in dismiss() }
    }

    /// Ends those threads that nobody needed since the last time: they lie below all that were woken.
    private func dismiss() {
        let (dismissed, goesOn): (ArraySlice<Sleeper>, Bool) = lock.withLock {
            let dismissed = sleepers.prefix(max(min(fewestSleepers, threads - kept), 0))
            sleepers.removeFirst(dismissed.count)
            threads -= dismissed.count
            fewestSleepers = sleepers.count
            isWatched = threads > kept && !sleepers.isEmpty
            return (dismissed, isWatched)
        }
        for sleeper in dismissed { sleeper.isDismissed = true }
        // The timers' thread must not be held up by waking them all.
        if let first = dismissed.first {
            first.alsoDismissed = dismissed.dropFirst()
            first.wake()
        }
        if goesOn { watch() }
    }
}
