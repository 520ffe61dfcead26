/// A graph's nodes by id, in memory that the graph frees: finding one counts no reference. The graph keeps the nodes.
struct NodeTable: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Unmanaged<CompiledGraph.Node>>
    private let count: Int

    init(_ nodes: [CompiledGraph.Node]) {
        base = .allocate(capacity: max(nodes.count, 1))
        count = nodes.count
        for (id, node) in nodes.enumerated() { (base + id).initialize(to: .passUnretained(node)) }
    }

    /// Runs `body` with a node.
    @inline(__always)
    func with<R>(_ id: Int, _ body: (CompiledGraph.Node) -> R) -> R {
        precondition(id >= 0 && id < count, "a node of the graph")
        return base[id]._withUnsafeGuaranteedRef(body)
    }

    /// Gives the memory back; to be called at its owner's end.
    func free() { base.deallocate() }
}
