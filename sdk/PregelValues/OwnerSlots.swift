/// An owner for each item or member of one block of memory.
struct OwnerSlots {
    private let base: UnsafeMutablePointer<ValueOwner?>

    /// Slots in memory that is not initialised and that is freed by its maker.
    init(_ memory: UnsafeMutableRawPointer, capacity: Int) {
        base = memory.bindMemory(to: ValueOwner?.self, capacity: capacity)
    }

    subscript(index: Int) -> ValueOwner? { base[index] }

    /// Fills a slot for the first time.
    func set(_ index: Int, to owner: ValueOwner?) { (base + index).initialize(to: owner) }

    /// Fills the first `count` slots with those of others.
    func copy(_ other: OwnerSlots, count: Int) { base.initialize(from: other.base, count: count) }

    /// Empties the first `count` slots.
    func surrender(_ count: Int, to owners: inout [ValueOwner]) {
        for index in 0..<count {
            if let owner = base[index] { owners.append(owner) }
        }
        base.update(repeating: nil, count: count)
    }

    /// Releases the first `count` slots.
    func deinitialize(_ count: Int) {
        var owners: [ValueOwner] = []
        surrender(count, to: &owners)
        ValueOwner.release(&owners)
        base.deinitialize(count: count)
    }
}
