/// Something that several threads change; as a `Mutex`, but the thread sanitizer understands it. The one
/// reason for which a class with a lock need not say by itself that it may be shared.
package final class Guarded<State>: @unchecked Sendable {
    private let lock = Lock()
    private var state: State

    package init(_ state: State) { self.state = state }

    package func withLock<R>(_ body: (inout State) throws -> R) rethrows -> R { try lock.withLock { try body(&state) } }
}
