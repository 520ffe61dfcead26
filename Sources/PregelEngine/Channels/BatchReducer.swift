public import PregelValues

/// How a delta channel combines its value with all writes of a superstep at once.
public struct BatchReducer: Sendable {
    /// The value before the first write, and what an overwrite with null means.
    let start: Value
    private let combine: @Sendable (Value, [Value]) throws -> Value

    /// Makes a reducer of a pure function of the channel's value and the writes, in task order.
    ///
    /// It must give the same for writes of one superstep as for the same writes when they are reduced again later.
    public init(start: Value, _ combine: @escaping @Sendable (Value, [Value]) throws -> Value) {
        self.start = start
        self.combine = combine
    }

    /// Lists are put behind each other.
    public static let append = BatchReducer(start: []) { current, writes in
        try writes.reduce(current) { list, added in
            guard added.kind == .array else { throw NodeError(kind: "TypeError", "\(added) is no list to append") }
            return list.appending(added)
        }
    }

    func reduce(_ current: Value, _ writes: [Value]) throws(Failure) -> Value {
        do {
            return try combine(current, writes)
        } catch {
            throw Failure(thrown: error)
        }
    }
}
