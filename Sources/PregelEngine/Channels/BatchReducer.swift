public import PregelValues

/// How a delta channel combines its value with all writes of a superstep at once.
public struct BatchReducer: Sendable {
    /// The value before the first write, and what an overwrite with null means.
    let start: Value
    private let combine: @Sendable (Value, [Value]) throws -> Value
    /// Makes of a write what is kept of it, so that reducing it again later gives the same.
    let prepare: (@Sendable (Value) -> Value)?

    /// Makes a reducer of a pure function of the channel's value and the writes, in task order.
    ///
    /// It must give the same for writes of one superstep as for the same writes when they are reduced again later.
    ///
    /// - Parameter prepare: Makes of a value that is written what is kept and reduced: for what must not change when it is
    ///   reduced again, such as random ids. An overwrite's value passes it, too.
    public init(
        start: Value, prepare: (@Sendable (Value) -> Value)? = nil,
        _ combine: @escaping @Sendable (Value, [Value]) throws -> Value
    ) {
        self.start = start
        self.prepare = prepare
        self.combine = combine
    }

    /// Lists are put behind each other.
    public static let append = BatchReducer(start: []) { current, writes in
        try writes.reduce(current) { list, added in
            guard added.kind == .array else { throw NodeError(kind: "TypeError", "\(added) is no list to append") }
            return list.appending(added)
        }
    }

    /// Chat messages merged by their `id` (LangGraph `_messages_delta_reducer`).
    ///
    /// A message whose id is there replaces that message in place, any other is appended; one without an id gets one when
    /// it is written. The role `remove` deletes the message with that id, if there is one; with the id `__remove_all__` the
    /// last such message clears the list and all writes before it.
    public static let messages = BatchReducer(start: [], prepare: { MessageList.identified($0) }) { current, writes in
        try MessageList.mergeAll(current, writes)
    }

    func reduce(_ current: Value, _ writes: [Value]) throws(Failure) -> Value {
        do {
            return try combine(current, writes)
        } catch {
            throw Failure(thrown: error)
        }
    }
}
