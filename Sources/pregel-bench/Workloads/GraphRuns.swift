import PregelEngine
import PregelRuntime
import PregelValues

/// Runs a workload's graph as the case's name says: with a saver, as a stream, or while no thread waits.
final class GraphRuns {
    let loaded: LoadedGraph
    private let name: CaseName
    private var options: RunOptions
    private let stream: StreamCount?
    private var threads = 0

    init(_ name: CaseName, _ loaded: LoadedGraph) {
        self.name = name
        self.loaded = loaded
        options = loaded.options
        if name["saver"] != nil { options.durability = Durability(rawValue: name["durability"] ?? "sync") ?? .sync }
        options.isSingleThreaded = name.isSingleThreaded
        stream = name["stream"].map { _ in StreamCount() }
        if let stream, let mode = StreamMode.named.first(where: { $0.name == name["stream"] })?.mode {
            options.stream = mode
            options.onStream = { stream.add($0) }
        }
        reset()
    }

    /// Forgets all threads, and what was streamed.
    func reset() {
        if name["saver"] == "memory" { options.checkpointer = MemoryCheckpointer() }
        stream?.count = 0
    }

    /// The thread that belongs to nobody yet.
    func newThread() -> String {
        threads += 1
        return "thread-\(threads)"
    }

    /// What a thread has kept.
    func thread(_ id: String) throws -> GraphThread {
        guard let checkpointer = options.checkpointer else {
            throw WrongResult(description: "\(name.text) has no saver")
        }
        return GraphThread(loaded.graph, checkpointer: checkpointer, threadID: id)
    }

    /// Runs once, on a new thread where there is a saver, and gives the output: of a stream, how many entries it had.
    func output(_ input: Value) throws -> Value {
        stream?.count = 0
        let output = try result(.input(input)).output
        return stream.map { Value($0.count) } ?? output
    }

    /// Runs once.
    func result(_ input: RunInput, thread: String? = nil) throws -> RunResult {
        if options.checkpointer != nil { options.threadID = thread ?? newThread() }
        let result =
            name.mode == "async"
            ? Waiting.wait(for: loaded.graph.start(input, options: options)) : loaded.graph.run(input, options: options)
        if let failure = result.failure { throw WrongResult(description: "\(name.text) failed: \(failure.message)") }
        return result
    }
}

/// Counts a stream's entries, which come one at a time, and looks at what each shows, as whoever asks for a stream does:
/// an entry that is made when it is read must be made.
private final class StreamCount: @unchecked Sendable {
    var count = 0
    private var members = 0

    func add(_ entry: StreamEntry) {
        count += 1
        members &+= entry.data.count
    }
}
