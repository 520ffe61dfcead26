/// Keeps threads: checkpoints and the writes that tasks made before their step's checkpoint.
///
/// Payloads are the host's own versioned bytes; a checkpointer stores and finds them. All methods may wait, and may be
/// called by several threads at once. An error thrown fails the run's save or load with its message.
public protocol Checkpointer: Component {
    /// The checkpoint with the key's id, or the thread's newest where the id is empty, with its writes.
    func get(_ key: CheckpointKey) throws -> StoredCheckpoint?

    /// Checkpoints, newest first, whose metadata equals the filter's members.
    func list(_ key: CheckpointKey, filter: Value?) throws -> [StoredCheckpoint]

    /// Keeps a checkpoint. Once this returns it survives the process, if the component promises that.
    func put(_ checkpoint: Checkpoint) throws

    /// Keeps a task's writes; those of the same task replace each other.
    func put(_ writes: TaskWrites) throws

    /// Forgets a thread, in all namespaces.
    func deleteThread(_ thread: String) throws

    /// Copies a thread under a new id.
    func copyThread(_ thread: String, to newThread: String) throws

    /// Keeps the newest `keep` checkpoints of each namespace and those that are not older than `maxAge`, and forgets
    /// blobs that nothing refers to.
    ///
    /// - Parameter thread: The thread; `nil` for all.
    func prune(thread: String?, keep: Int, maxAge: Duration?) throws
}

/// Which checkpoints are meant. An empty string is any, but for the namespace, which is exact.
public struct CheckpointKey: Sendable, Hashable {
    /// The thread.
    public var thread: String
    /// The path of enclosing tasks; empty for the root graph.
    public var namespace: String
    /// The checkpoint; ids order by time, as bytes.
    public var checkpoint: String
    /// Only ids below this one.
    public var before: String
    /// The most to give; 0: all.
    public var limit: Int

    /// Addresses checkpoints.
    public init(thread: String, namespace: String = "", checkpoint: String = "", before: String = "", limit: Int = 0) {
        self.thread = thread
        self.namespace = namespace
        self.checkpoint = checkpoint
        self.before = before
        self.limit = limit
    }
}

/// A value of a channel, kept once by its content: checkpoints refer to it by its hash.
public struct Blob: Sendable, Hashable {
    /// The host's hash of the bytes; equal hashes are equal bytes.
    public var hash: String
    /// The content.
    public var bytes: [UInt8]

    /// Makes a blob.
    public init(hash: String, bytes: [UInt8]) {
        self.hash = hash
        self.bytes = bytes
    }
}

/// A checkpoint as the host hands it over.
public struct Checkpoint: Sendable {
    /// The thread, the namespace, the checkpoint, and the one before it.
    public var thread: String, namespace: String, id: String, parent: String
    /// Nanoseconds since 1970, UTC.
    public var time: Int64
    /// An object of scalars that a list may filter by.
    public var metadata: Value
    /// The checkpoint itself, without its blobs.
    public var payload: [UInt8]
    /// When it is put, those that may be new; when it is given, all that it refers to.
    public var blobs: [Blob]

    /// Makes a checkpoint.
    public init(
        thread: String, namespace: String, id: String, parent: String, time: Int64, metadata: Value,
        payload: [UInt8], blobs: [Blob]
    ) {
        self.thread = thread
        self.namespace = namespace
        self.id = id
        self.parent = parent
        self.time = time
        self.metadata = metadata
        self.payload = payload
        self.blobs = blobs
    }
}

/// What a task wrote before its step's checkpoint.
public struct TaskWrites: Sendable {
    /// The thread, the namespace and the checkpoint that they follow.
    public var thread: String, namespace: String, checkpoint: String
    /// The task, and its place among the step's tasks.
    public var task: String, path: String
    /// The writes, without their blobs.
    public var payload: [UInt8]
    /// The values that the payload refers to.
    public var blobs: [Blob]

    /// Makes a task's writes.
    public init(
        thread: String, namespace: String, checkpoint: String, task: String, path: String, payload: [UInt8],
        blobs: [Blob]
    ) {
        self.thread = thread
        self.namespace = namespace
        self.checkpoint = checkpoint
        self.task = task
        self.path = path
        self.payload = payload
        self.blobs = blobs
    }
}

/// A checkpoint that was found, with its tasks' writes ordered by path and task.
public struct StoredCheckpoint: Sendable {
    /// The checkpoint.
    public var checkpoint: Checkpoint
    /// What its tasks wrote since.
    public var writes: [TaskWrites]

    /// Joins a checkpoint with its writes.
    public init(checkpoint: Checkpoint, writes: [TaskWrites] = []) {
        self.checkpoint = checkpoint
        self.writes = writes
    }
}
