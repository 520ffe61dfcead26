public import CPregelABI

/// The memory of one object whose keys are names of a `NameTable`: what a node gets as its input.
///
/// One allocation for members and owners. Filled by its maker, then not changed while anybody else holds it.
///
/// A row may be lent its values: it keeps none of them alive until `own` is called. Whoever fills it so, a run with its
/// channels, calls `own` before it lets go of the values, if anybody else holds the row by then. Where nobody does, the row
/// is brought up to date and lent again, and no reference was counted.
@usableFromInline
package final class ObjectRow: ValueOwner, @unchecked Sendable {
    @usableFromInline let members: UnsafeMutablePointer<pregel_member>
    @usableFromInline let owners: UnsafeMutablePointer<Unmanaged<ValueOwner>?>
    @usableFromInline let table: NameTable
    /// Whether the row keeps its values alive.
    @usableFromInline var isOwning: Bool
    /// How many members there are.
    @usableFromInline package private(set) var count = 0

    /// - Parameters:
    ///   - table: Where the keys are from; kept.
    ///   - capacity: The most members that will be added.
    ///   - isLent: Whether the row keeps none of its values alive, until `own`.
    package init(_ table: NameTable, capacity: Int, isLent: Bool = false) {
        self.table = table
        isOwning = !isLent
        let memberBytes = max(capacity, 1) * MemoryLayout<pregel_member>.stride
        let ownerBytes = max(capacity, 1) * MemoryLayout<Unmanaged<ValueOwner>?>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: memberBytes + ownerBytes, alignment: 16)
        members = memory.bindMemory(to: pregel_member.self, capacity: capacity)
        owners = (memory + memberBytes).bindMemory(to: Unmanaged<ValueOwner>?.self, capacity: capacity)
        super.init()
    }

    deinit {
        if isOwning {
            for place in 0..<count {
                var owner = owners[place]?.takeRetainedValue()
                ValueOwner.release(&owner)
            }
        }
        UnsafeMutableRawPointer(members).deallocate()
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        guard isOwning else { return }
        for place in 0..<count {
            if let owner = owners[place] { others.append(owner.takeRetainedValue()) }
            owners[place] = nil
        }
    }

    /// From here on the row keeps its values alive. They must all be alive still.
    package func own() {
        guard !isOwning else { return }
        isOwning = true
        for place in 0..<count { _ = owners[place]?.retain() }
    }

    /// Forgets the members of a row that is lent its values. Nobody else may hold the row, or an object of it.
    package func removeAll() {
        precondition(!isOwning, "a row that keeps its values is kept by somebody")
        count = 0
    }

    /// Adds a member; its key is the table's name `id`.
    package func append(_ id: Int, _ value: Value) {
        let owner = value.owner.map { Unmanaged.passUnretained($0) }
        if isOwning { _ = owner?.retain() }
        members[count] = pregel_member(key: table[id], value: value.raw)
        (owners + count).initialize(to: owner)
        count += 1
    }

    /// Gives a member of a row that is lent its values another value. Nobody else may hold the row, or an object of it.
    @inlinable @inline(__always)
    package func replace(_ place: Int, _ value: Value) {
        members[place].value = value.raw
        owners[place] = value.owner.map { Unmanaged.passUnretained($0) }
    }

    package override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        let offset = place - UnsafeRawPointer(members)
        // What lies elsewhere is deeper in one of the members.
        guard offset >= 0, offset < count * MemoryLayout<pregel_member>.stride else { return self }
        return owners[offset / MemoryLayout<pregel_member>.stride]?.takeUnretainedValue() ?? self
    }

    /// The object as a C struct, for somebody who holds the row.
    @inlinable @inline(__always)
    package func raw(isSorted: Bool) -> pregel_value {
        var raw = pregel_object(members, UInt32(count))
        raw.flags = isSorted ? UInt8(PREGEL_SORTED_KEYS) : 0
        return raw
    }

    /// The object.
    ///
    /// - Parameter isSorted: Whether the keys were added in ascending order of their bytes, each once.
    package func object(isSorted: Bool) -> Value {
        Value(raw: raw(isSorted: isSorted), owner: self)
    }
}
