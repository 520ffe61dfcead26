import Synchronization

/// Lets somebody outside end a run early but in good order (LangGraph `RunControl`, RUN-15). Usable from any thread.
public final class RunControl: Sendable {
    private let state = Mutex<String?>(nil)

    /// Nothing is asked yet.
    public init() {}

    /// Asks the run to stop at the next superstep's border: what runs is let finish, and is saved. A run that has nothing
    /// left to do completes as ever; one that is stopped goes on later with `RunInput.proceed`.
    ///
    /// - Parameter reason: Is given back with the result; the first one counts.
    public func drain(reason: String = "") { state.withLock { if $0 == nil { $0 = reason } } }

    /// Why the run is to stop; `nil` where nobody has asked.
    public var drainReason: String? { state.withLock { $0 } }
}
