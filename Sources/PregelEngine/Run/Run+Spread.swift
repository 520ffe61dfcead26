import PregelValues
import Synchronization

extension Run {
    /// Starts several tasks: those that compute run here, and on the pool's threads too once they turn out to be worth it.
    ///
    /// The driver takes part. Waking a thread costs about as much as a hundred microseconds of work are worth, so the
    /// first tasks are timed, after the 1st, 2nd, 4th …: only what is left beyond that is shared.
    func spread(_ limit: Int) {
        let began = options.clock.now
        var done: Int64 = 0
        var check: Int64 = 1
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            let slot = nextSlot
            nextSlot += 1
            guard runMerged(slot) || runHere(slots[slot], slot) else {
                start(slot)
                continue
            }
            done += 1
            guard done == check, failure == nil else { continue }
            check *= 2
            let left = Int64(slots.count - nextSlot)
            let elapsed = options.clock.now - began
            let each = elapsed / done
            if elapsed > SharedWork.worthJudging, each > SharedWork.worthSharing,
                each * left > SharedWork.worthAThread
            {
                return share(limit)
            }
        }
    }

    /// Whether a task computes, and may so be run on any thread. Not where it had finished before the run went on (RUN-1),
    /// or its handler is to run for it (RUN-13).
    private func mayBeSpread(_ task: TaskSlot, _ node: CompiledGraph.Node) -> Bool {
        node.computes && task.status == .waiting && task.failure == nil
    }

    /// Runs a task on this thread; `false` where it is none that computes.
    private func runHere(_ task: TaskSlot, _ slot: Int) -> Bool {
        graph.nodeTable.with(task.planned.node) { node in
            guard mayBeSpread(task, node) else { return false }
            task.status = .running
            outstanding += 1
            let context = prepare(slot, node.isShared)
            let outcome = node.invoke(context)
            if case .pending = outcome { return true }
            context.guarded { context.isOver = true }
            taskEnded(context, outcome)
            return true
        }
    }

    /// Runs the rest, as far as it may run now, on this thread and the pool's.
    private func share(_ limit: Int) {
        var work: [SharedWork.Item] = []
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            let slot = nextSlot
            nextSlot += 1
            let node = graph.nodes[slots[slot].planned.node]
            guard mayBeSpread(slots[slot], node) else {
                start(slot)
                continue
            }
            slots[slot].status = .running
            // Where the run may be given up, the driver and a worker may end a task at once.
            work.append(SharedWork.Item(body: node.body, context: prepare(slot, node.isShared || mayBeAbandoned)))
            outstanding += 1
        }
        if !work.isEmpty { share(work) }
    }

    /// Runs the rest together with the pool's threads; what they ran comes back through the session.
    private func share(_ items: [SharedWork.Item]) {
        session.expectOtherThreads()
        let work = SharedWork(items, run: self, session: session)
        WorkerPool.shared.run { work.help() }
        while let item = work.take() {
            if failure != nil {
                drop(CollectionOfOne(item))
                continue
            }
            end(item, item.body.invoke(item.context))
            _ = session.receive()
        }
    }

    private func end(_ item: SharedWork.Item, _ outcome: TaskOutcome) {
        if case .pending = outcome { return }
        item.context.guarded { item.context.isOver = true }
        taskEnded(item.context, outcome)
    }

    /// Gives up on tasks that were not started when another one failed.
    private func drop(_ items: some Collection<SharedWork.Item>) {
        for item in items {
            outstanding -= 1
            slots[item.context.slot].status = .waiting
        }
    }
}

/// Tasks that several threads take from, one at a time.
final class SharedWork: Sendable {
    struct Item: Sendable {
        let body: any NodeBody
        let context: TaskContext
    }

    /// Work, in nanoseconds, below which no other thread is woken.
    static let worthAThread: Int64 = 100_000
    /// Work, in nanoseconds, that is done before anything is said of the rest: the first tasks of a superstep often find
    /// nothing in the processor's caches.
    static let worthJudging: Int64 = 20_000
    /// A task's work, in nanoseconds, below which another thread's is not worth telling the driver of.
    static let worthSharing: Int64 = 3_000

    /// What the tasks read belongs to the run, which may be given up while a worker is in one of them.
    private let run: Run
    private let session: Session
    private let items: [Item]
    private let next = Atomic<Int>(0)

    init(_ items: [Item], run: Run, session: Session) {
        self.items = items
        self.run = run
        self.session = session
    }

    /// The next item that nobody has taken.
    func take() -> Item? {
        let place = next.add(1, ordering: .relaxed).oldValue
        return place < items.count ? items[place] : nil
    }

    /// Takes part until nothing is left.
    func help() {
        while let item = take() {
            let outcome = item.body.invoke(item.context)
            if case .pending = outcome { continue }
            _ = item.context.complete(outcome)
        }
    }
}
