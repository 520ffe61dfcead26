public import PregelValues

/// How a `reduce` channel combines its value with a write.
public struct Reducer: Sendable {
    let body: any ReducerBody
    /// The value that a channel has before its first write, if the reducer has one.
    package let start: Value?

    /// Wraps a body, such as a plugin's reducer.
    package init(_ body: any ReducerBody, start: Value? = nil) {
        self.body = body
        self.start = start
    }

    /// Makes a reducer of a pure function of the channel's value and the write.
    ///
    /// - Parameter start: The channel's value before its first write; without one the first write is kept as it is.
    public init(start: Value? = nil, _ combine: @escaping @Sendable (Value, Value) throws -> Value) {
        self.init(ClosureReducer(combine: combine), start: start)
    }
}

private final class ClosureReducer: ReducerBody {
    private let combine: @Sendable (Value, Value) throws -> Value

    init(combine: @escaping @Sendable (Value, Value) throws -> Value) { self.combine = combine }

    func reduce(_ current: Value, _ update: Value) throws(Failure) -> Value {
        do {
            return try combine(current, update)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.invalidUpdate, message: "the reducer refused the write: \(error)")
        }
    }
}
