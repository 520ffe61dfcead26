internal import CPregelABI

/// The memory of one object whose keys are names of a `NameTable`: what a node gets as its input.
///
/// One allocation for members and owners. Filled by its maker, then never changed.
package final class ObjectRow: ValueOwner, @unchecked Sendable {
    private let members: UnsafeMutablePointer<pregel_member>
    private let owners: UnsafeMutablePointer<ValueOwner?>
    private let table: NameTable
    private var count = 0

    /// - Parameters:
    ///   - table: Where the keys are from; kept.
    ///   - capacity: The most members that will be added.
    package init(_ table: NameTable, capacity: Int) {
        self.table = table
        let memberBytes = max(capacity, 1) * MemoryLayout<pregel_member>.stride
        let ownerBytes = max(capacity, 1) * MemoryLayout<ValueOwner?>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: memberBytes + ownerBytes, alignment: 16)
        members = memory.bindMemory(to: pregel_member.self, capacity: capacity)
        owners = (memory + memberBytes).bindMemory(to: ValueOwner?.self, capacity: capacity)
        super.init()
    }

    deinit {
        for place in 0..<count { ValueOwner.release(&owners[place]) }
        owners.deinitialize(count: count)
        UnsafeMutableRawPointer(members).deallocate()
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        for place in 0..<count {
            if let owner = owners[place] { others.append(owner) }
            owners[place] = nil
        }
    }

    /// Forgets the members. Nobody else may hold the row, or an object of it.
    package func removeAll() {
        owners.deinitialize(count: count)
        count = 0
    }

    /// Adds a member; its key is the table's name `id`.
    package func append(_ id: Int, _ value: Value) {
        members[count] = pregel_member(key: table[id], value: value.raw)
        (owners + count).initialize(to: value.owner)
        count += 1
    }

    package override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        let offset = place - UnsafeRawPointer(members)
        // What lies elsewhere is deeper in one of the members.
        guard offset >= 0, offset < count * MemoryLayout<pregel_member>.stride else { return self }
        return owners[offset / MemoryLayout<pregel_member>.stride] ?? self
    }

    /// The object.
    ///
    /// - Parameter isSorted: Whether the keys were added in ascending order of their bytes, each once.
    package func object(isSorted: Bool) -> Value {
        var raw = pregel_object(members, UInt32(count))
        raw.flags = isSorted ? UInt8(PREGEL_SORTED_KEYS) : 0
        return Value(raw: raw, owner: self)
    }
}
