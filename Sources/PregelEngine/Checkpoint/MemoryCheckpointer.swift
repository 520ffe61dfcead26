/// Keeps checkpoints in the process's memory (LangGraph `InMemorySaver`). Usable from any thread.
public final class MemoryCheckpointer: Checkpointer, @unchecked Sendable {
    private let lock = Lock()
    private var threads: [String: Lines] = [:]
    /// The line that was used last, where there is one, and whose it is: a run uses one again and again.
    private var latest: CheckpointLine?
    private var latestThread = ""
    private var latestNamespace = ""

    /// A thread's lines: the root graph's, which most have alone, and those of nested ones.
    private final class Lines {
        var root: CheckpointLine?
        var nested: [String: CheckpointLine] = [:]

        subscript(namespace: String) -> CheckpointLine? {
            get { namespace.isEmpty ? root : nested[namespace] }
            set { if namespace.isEmpty { root = newValue } else { nested[namespace] = newValue } }
        }
    }

    /// Starts empty.
    public init() {}

    /// Nothing here waits.
    public var isSlow: Bool { false }

    /// A checkpoint; without an id the newest one, `nil` where there is none.
    public func get(thread: String, namespace: String, id: CheckpointID?) -> SavedCheckpoint? {
        lock.withLock { find(thread, namespace)?.checkpoint(id) }
    }

    /// The checkpoints of a thread and namespace, newest first.
    public func list(thread: String, namespace: String, before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        lock.withLock { find(thread, namespace)?.list(before: before, limit: limit) ?? [] }
    }

    /// Keeps a checkpoint, in the order of ids.
    public func put(_ checkpoint: consuming SavedCheckpoint) {
        lock.acquire()
        defer { lock.release() }
        make(checkpoint.thread, checkpoint.namespace).put(checkpoint)
    }

    /// Keeps what a task did with its checkpoint; without that checkpoint, nothing.
    public func putTask(_ task: consuming SavedTask, thread: String, namespace: String, id: CheckpointID) {
        lock.acquire()
        defer { lock.release() }
        find(thread, namespace)?.put(task, id)
    }

    /// Forgets a thread, all namespaces.
    public func delete(thread: String) {
        // What the thread kept is freed outside of the lock.
        let forgotten = lock.withLock {
            if latestThread == thread { latest = nil }
            return threads.removeValue(forKey: thread)
        }
        _ = forgotten
    }

    private func find(_ thread: String, _ namespace: String) -> CheckpointLine? {
        if latest != nil, latestThread == thread, latestNamespace == namespace { return latest }
        return threads[thread]?[namespace].map { use($0, thread, namespace) }
    }

    private func make(_ thread: String, _ namespace: String) -> CheckpointLine {
        if latest != nil, latestThread == thread, latestNamespace == namespace, let latest { return latest }
        let lines: Lines
        if let known = threads[thread] {
            if let line = known[namespace] { return use(line, thread, namespace) }
            lines = known
        } else {
            lines = Lines()
            threads[thread] = lines
        }
        let line = CheckpointLine()
        lines[namespace] = line
        return use(line, thread, namespace)
    }

    private func use(_ line: CheckpointLine, _ thread: String, _ namespace: String) -> CheckpointLine {
        (latest, latestThread, latestNamespace) = (line, thread, namespace)
        return line
    }
}
