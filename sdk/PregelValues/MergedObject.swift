internal import CPregelABI

/// The memory of an object made of the members of two: keys of its own, and an owner for each value.
final class MergedObject: ValueOwner, @unchecked Sendable {
    let members: UnsafeMutablePointer<pregel_member>
    private let owners: OwnerSlots
    private var keys: UnsafeMutableRawPointer
    private let capacity: Int
    private(set) var count = 0

    /// Makes room for `capacity` members whose keys have `keyBytes` bytes in all.
    init(capacity: Int, keyBytes: Int) {
        let memberBytes = capacity * MemoryLayout<pregel_member>.stride
        let ownerBytes = capacity * MemoryLayout<ValueOwner?>.stride
        let size = memberBytes + ownerBytes + keyBytes
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        members = memory.bindMemory(to: pregel_member.self, capacity: capacity)
        owners = OwnerSlots(memory + memberBytes, capacity: capacity)
        keys = memory + memberBytes + ownerBytes
        self.capacity = capacity
        super.init()
    }

    deinit {
        owners.deinitialize(count)
        UnsafeMutableRawPointer(members).deallocate()
    }

    /// Adds a member with the key of `key` and the value of `value`, which `owner` keeps alive.
    func append(_ key: pregel_str, _ value: UnsafePointer<pregel_value>, _ owner: ValueOwner?) {
        if let source = key.p { keys.copyMemory(from: source, byteCount: key.n) }
        let copy = pregel_make_str(keys.assumingMemoryBound(to: CChar.self), key.n)
        keys += key.n
        (members + count).initialize(to: pregel_member(key: copy, value: value.pointee))
        let isScalar = value.pointee.kind < UInt8(PREGEL_STRING)
        owners.set(count, to: isScalar ? nil : owner?.owner(ofChildAt: value))
        count += 1
    }

    override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        let offset = place - UnsafeRawPointer(members)
        guard offset >= 0, offset < count * MemoryLayout<pregel_member>.stride else { return self }
        return owners[offset / MemoryLayout<pregel_member>.stride] ?? self
    }

    override func surrender(to owners: inout [ValueOwner]) { self.owners.surrender(count, to: &owners) }
}
