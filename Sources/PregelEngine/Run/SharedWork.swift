import Synchronization

/// Tasks that several threads take from, one at a time.
final class SharedWork: Sendable {
    /// A task that is ready to run.
    struct Item: Sendable {
        let body: any NodeBody
        let context: TaskContext
        /// What the task reads belongs to it, and it may be given up while a worker is in the task.
        let run: Run
    }

    /// Work, in nanoseconds, below which no other thread is woken.
    static let worthAThread: Int64 = 100_000
    /// Work, in nanoseconds, that is done before anything is said of the rest: the first tasks of a superstep often find
    /// nothing in the processor's caches.
    static let worthJudging: Int64 = 20_000
    /// A task's work, in nanoseconds, below which another thread's is not worth telling the driver of.
    static let worthSharing: Int64 = 3_000

    private let items: [Item]
    /// What those who take part tell when a task ends.
    private let session: Session
    private let next = Atomic<Int>(0)

    init(_ items: [Item], session: Session) {
        self.items = items
        self.session = session
    }

    /// How many other threads what is left is worth.
    ///
    /// - Parameters:
    ///   - done: How many of its kind have been done, at least one.
    ///   - elapsed: How long that took, in nanoseconds.
    ///   - left: How many are left.
    static func threads(done: Int64, elapsed: Int64, left: Int) -> Int {
        let each = elapsed / done
        guard elapsed > worthJudging, each > worthSharing else { return 0 }
        return Int(min(Double(each) * Double(left) / Double(worthAThread), 1_000_000))
    }

    /// The next item that nobody has taken.
    func take() -> Item? {
        let place = next.add(1, ordering: .relaxed).oldValue
        return place < items.count ? items[place] : nil
    }

    /// Takes part until nothing is left, on another thread than the driver's.
    func help() {
        while let item = take() {
            if item.context.guarded({ item.context.isOver }) { continue }
            let outcome = item.body.invoke(item.context)
            if case .pending = outcome { continue }
            _ = item.context.complete(outcome)
        }
    }
}
