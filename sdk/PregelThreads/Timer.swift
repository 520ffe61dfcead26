/// Something to do at a time. Whoever has it in a queue guards it.
package final class Timer: @unchecked Sendable {
    /// What is to be done.
    enum Action {
        case call(@Sendable () -> Void)
        /// A task sleeps until then.
        case wake(UnsafeContinuation<Void, any Error>)
    }

    /// When, in nanoseconds of the monotonic clock.
    let time: Int64
    /// What to do then; `nil` until it is set, and once it has been done or cancelled.
    var action: Action?
    /// Whether it is to do nothing, although it may not stand in a queue yet.
    var isCancelled = false

    init(_ time: Int64) { self.time = time }
}

extension Timer.Action {
    func run() {
        switch self {
        case .call(let action): action()
        case .wake(let sleeper): sleeper.resume()
        }
    }
}
