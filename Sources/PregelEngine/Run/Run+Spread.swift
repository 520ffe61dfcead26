import PregelValues
import Synchronization

extension Run {
    /// Starts several tasks: those that compute run here, and on the pool's threads too once they turn out to be worth it.
    ///
    /// The driver takes part. Waking a thread costs about as much as a hundred microseconds of work are worth, so the
    /// first tasks are timed, after the 1st, 2nd, 4th …: only what is left beyond that is shared.
    func spread(_ limit: Int) {
        var work: [SharedWork.Item] = []
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            let slot = nextSlot
            nextSlot += 1
            let node = graph.nodes[slots[slot].planned.node]
            // Not run here: what had finished before the run went on (RUN-1), and what its handler is to run for (RUN-13).
            guard slots[slot].status == .waiting, slots[slot].failure == nil, case .body(let body) = node.kind,
                node.gate == nil, !body.traits.contains(.blocking), node.options.timeout == nil
            else {
                start(slot)
                continue
            }
            slots[slot].status = .running
            work.append(SharedWork.Item(body: body, context: prepare(slot, node.isShared)))
            outstanding += 1
        }
        if !work.isEmpty { run(work) }
    }

    private func run(_ work: [SharedWork.Item]) {
        let began = options.clock.now
        var check = 1
        for (done, item) in work.enumerated() {
            if failure != nil {
                drop(work[done...])
                return
            }
            end(item, item.body.invoke(item.context))
            guard done + 1 == check, done + 1 < work.count, failure == nil else { continue }
            check *= 2
            let elapsed = options.clock.now - began
            let left = Int64(work.count - done - 1)
            let each = elapsed / Int64(done + 1)
            if each > SharedWork.worthSharing, each * left > SharedWork.worthAThread {
                share(Array(work[(done + 1)...]))
                return
            }
        }
    }

    /// Runs the rest together with the pool's threads; what they ran comes back through the session.
    private func share(_ items: [SharedWork.Item]) {
        let work = SharedWork(items)
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
    /// A task's work, in nanoseconds, below which another thread's is not worth telling the driver of.
    static let worthSharing: Int64 = 3_000

    private let items: [Item]
    private let next = Atomic<Int>(0)

    init(_ items: [Item]) { self.items = items }

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
