import PregelEngine

/// A door that opens once, for threads and for Swift tasks.
package final class Gate: @unchecked Sendable {
    private let monitor = Monitor()
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init() {}

    /// Returns once the gate is open; no thread waits.
    package func wait() async {
        await withCheckedContinuation { continuation in
            let passes = monitor.withLock {
                if !isOpen { waiting.append(continuation) }
                return isOpen
            }
            if passes { continuation.resume() }
        }
    }

    /// Holds the calling thread until the gate is open.
    package func pass() {
        monitor.withLock { while !isOpen { monitor.wait() } }
    }

    /// Lets everybody through, now and later.
    package func open() {
        let released = monitor.withLock {
            isOpen = true
            monitor.broadcast()
            defer { waiting = [] }
            return waiting
        }
        for continuation in released { continuation.resume() }
    }
}
