/// Pieces of work in the order in which they came.
struct WorkQueue {
    private var pieces: [@Sendable () -> Void] = []
    private var head = 0

    var count: Int { pieces.count - head }
    var isEmpty: Bool { count == 0 }

    /// Adds one behind the others, or before them.
    mutating func add(first: Bool = false, _ work: @escaping @Sendable () -> Void) {
        if first { pieces.insert(work, at: head) } else { pieces.append(work) }
    }

    /// Takes the first one; `nil` where there is none.
    mutating func take() -> (@Sendable () -> Void)? {
        guard head < pieces.count else { return nil }
        let next = pieces[head]
        // What it holds must not wait for the memory to be used again.
        pieces[head] = {}
        head += 1
        if head == pieces.count {
            pieces.removeAll(keepingCapacity: true)
            head = 0
        }
        return next
    }
}
