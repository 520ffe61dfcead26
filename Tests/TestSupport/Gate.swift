import PregelEngine

/// A door that opens once, for threads and for Swift tasks.
package final class Gate: @unchecked Sendable {
    private let monitor = Monitor()
    private var isOpen = false
    private var actions: [@Sendable () -> Void] = []

    package init() {}

    /// Returns once the gate is open; no thread waits.
    package func wait() async {
        await withCheckedContinuation { continuation in whenOpen { continuation.resume() } }
    }

    /// Holds the calling thread until the gate is open.
    package func pass() {
        monitor.withLock { while !isOpen { monitor.wait() } }
    }

    /// Calls `action` once the gate is open, on the thread that opens it; at once if it is.
    package func whenOpen(_ action: @escaping @Sendable () -> Void) {
        let passes = monitor.withLock {
            if !isOpen { actions.append(action) }
            return isOpen
        }
        if passes { action() }
    }

    /// Lets everybody through, now and later.
    package func open() {
        let released = monitor.withLock {
            isOpen = true
            monitor.broadcast()
            defer { actions = [] }
            return actions
        }
        for action in released { action() }
    }
}
