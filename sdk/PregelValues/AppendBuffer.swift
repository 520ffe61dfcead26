internal import CPregelABI
internal import Synchronization

/// The memory of an array that grows at its end, shared by every array that is a start of it.
///
/// What is written never changes. Behind it is room that the first to claim it fills: the newest array grows in place,
/// an older one is copied when it grows.
final class AppendBuffer: ValueOwner, @unchecked Sendable {
    let items: UnsafeMutablePointer<pregel_value>
    let owners: OwnerSlots
    private let capacity: Int
    private let used: Atomic<Int>

    /// Makes room for `capacity` items, of which the first `count` are for the maker to fill.
    init(capacity: Int, claiming count: Int) {
        let itemBytes = capacity * MemoryLayout<pregel_value>.stride
        let ownerBytes = capacity * MemoryLayout<ValueOwner?>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: itemBytes + ownerBytes, alignment: 16)
        items = memory.bindMemory(to: pregel_value.self, capacity: capacity)
        owners = OwnerSlots(memory + itemBytes, capacity: capacity)
        self.capacity = capacity
        used = Atomic(count)
        super.init()
    }

    deinit {
        owners.deinitialize(used.load(ordering: .relaxed))
        UnsafeMutableRawPointer(items).deallocate()
    }

    /// Claims room for `more` items behind the first `count`; only the first to ask gets it.
    ///
    /// Relaxed: what is written there is read by those alone that the array is handed to afterwards.
    func claim(_ more: Int, behind count: Int) -> Bool {
        guard capacity - count >= more else { return false }
        return used.compareExchange(expected: count, desired: count + more, ordering: .relaxed).exchanged
    }

    /// Fills claimed room.
    func fill(from start: Int, _ source: UnsafePointer<pregel_value>, count: Int, owner: ValueOwner?) {
        (items + start).initialize(from: source, count: count)
        for index in 0..<count {
            let isScalar = source[index].kind < UInt8(PREGEL_STRING)
            owners.set(start + index, to: isScalar ? nil : owner?.owner(ofChildAt: source + index))
        }
    }

    override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        let offset = place - UnsafeRawPointer(items)
        guard offset >= 0, offset < capacity * MemoryLayout<pregel_value>.stride else { return self }
        return owners[offset / MemoryLayout<pregel_value>.stride] ?? self
    }

    override func surrender(to owners: inout [ValueOwner]) {
        self.owners.surrender(used.load(ordering: .relaxed), to: &owners)
    }
}
