import PregelEngine

/// A list that several threads add to.
package final class Log<Entry: Sendable>: Sendable {
    private let list = Guarded<[Entry]>([])

    package init() {}

    package var entries: [Entry] { list.withLock { $0 } }
    package var count: Int { list.withLock { $0.count } }
    package func add(_ entry: Entry) { list.withLock { $0.append(entry) } }
}
