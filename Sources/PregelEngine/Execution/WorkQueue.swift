/// A piece of work. A type of its own: a bare function is wrapped each time that it passes through a list or generic code.
package enum Work: Sendable {
    case action(@Sendable () -> Void)
    /// An attempt of a node that may wait. Most of what waits in large numbers is such: no closure is made for it.
    case attempt(any NodeBody, TaskContext)

    package func run() {
        switch self {
        case .action(let action): action()
        case .attempt(let body, let context): context.run(body)
        }
    }
}

/// Pieces of work in the order in which they came.
package struct WorkQueue {
    private var pieces: [Work?] = []
    private var head = 0

    package init() {}

    package var count: Int { pieces.count - head }
    package var isEmpty: Bool { count == 0 }

    /// Adds one behind the others, or before them.
    package mutating func add(first: Bool = false, _ work: Work) {
        if first { pieces.insert(work, at: head) } else { pieces.append(work) }
    }

    /// Takes the first one; `nil` where there is none.
    package mutating func take() -> Work? {
        guard head < pieces.count else { return nil }
        // What it holds must not wait for the memory to be used again.
        let next = pieces[head].take()
        head += 1
        if head == pieces.count {
            pieces.removeAll(keepingCapacity: true)
            head = 0
        }
        return next
    }
}
