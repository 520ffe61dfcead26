/// Keeps the results of nodes in the process's memory (LangGraph `InMemoryCache`). Usable from any thread.
public final class MemoryCache: NodeCache, @unchecked Sendable {
    private struct Entry {
        let task: SavedTask
        let expires: Int64
    }

    private let clock: any EngineClock
    private let lock = Lock()
    private var kept: [CacheKey: Entry] = [:]

    /// Starts empty.
    public convenience init() { self.init(clock: SystemClock.shared) }

    package init(clock: any EngineClock) { self.clock = clock }

    /// What is kept under a key; what is too old is dropped.
    public func get(_ key: CacheKey) -> SavedTask? {
        lock.withLock {
            guard let entry = kept[key] else { return nil }
            guard clock.now >= entry.expires else { return entry.task }
            kept[key] = nil
            return nil
        }
    }

    /// Keeps a result.
    public func put(_ task: SavedTask, _ key: CacheKey, ttl: Int64?) {
        let (end, isForEver) = clock.now.addingReportingOverflow(ttl ?? Int64.max)
        lock.withLock { kept[key] = Entry(task: task, expires: isForEver ? Int64.max : end) }
    }

    /// Forgets the results of a node, or all.
    public func clear(node: String?) {
        lock.withLock { kept = node.map { node in kept.filter { $0.key.node != node } } ?? [:] }
    }
}
