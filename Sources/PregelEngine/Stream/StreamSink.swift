/// Who gets a stream's entries. An object, so that handing one on counts no reference: a function would be counted.
final class StreamSink: Sendable {
    private let take: @Sendable (StreamEntry) -> Void

    init(_ take: @escaping @Sendable (StreamEntry) -> Void) { self.take = take }

    /// Hands an entry on. A call of its own: in it the object keeps the function.
    @inline(never)
    func add(_ entry: StreamEntry) { take(entry) }
}
