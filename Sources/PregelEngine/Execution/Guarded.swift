import PregelEngine

/// Something that several threads change; as a `Mutex`, but the thread sanitizer understands it.
package final class Guarded<State>: @unchecked Sendable {
    private let lock = Lock()
    private var state: State

    package init(_ state: State) { self.state = state }

    package func withLock<R>(_ body: (inout State) throws -> R) rethrows -> R { try lock.withLock { try body(&state) } }
}
