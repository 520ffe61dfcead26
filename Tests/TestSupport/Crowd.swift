import PregelEngine

/// Counts how many are inside at once.
package final class Crowd: Sendable {
    private let state = Guarded((now: 0, most: 0, visits: 0))

    package init() {}

    package var most: Int { state.withLock { $0.most } }
    package var visits: Int { state.withLock { $0.visits } }

    /// - Returns: How many are inside now.
    @discardableResult
    package func enter() -> Int {
        state.withLock {
            $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.visits + 1)
            return $0.now
        }
    }

    package func leave() { state.withLock { $0.now -= 1 } }

    package func visit() {
        enter()
        leave()
    }
}
