public import CPregelABI

/// The memory of one object whose keys are names of a `NameTable`: what a node gets as its input, and what is
/// streamed of channels.
///
/// Made by `make`: one allocation for a small row, two for others. Filled by its maker, then not changed while anybody else holds it.
///
/// A row may be lent its values (`LentOwner`).
@usableFromInline
package class ObjectRow: ValueOwner, LentOwner, @unchecked Sendable {
    /// Members, and behind them their owners, where the memory is.
    @usableFromInline final private(set) var members: UnsafeMutablePointer<pregel_member>
    @usableFromInline final private(set) var owners: UnsafeMutablePointer<Unmanaged<ValueOwner>?>
    @usableFromInline final let table: NameTable
    /// Whether the row keeps its values alive.
    @usableFromInline final var isOwning: Bool
    /// How many members there are.
    @usableFromInline final package private(set) var count = 0

    /// What is freed with the row.
    fileprivate final var ownMemory: UnsafeMutableRawPointer?

    /// - Parameters:
    ///   - table: Where the keys are from; kept.
    ///   - capacity: The most members that will be added.
    ///   - isLent: Whether the row keeps none of its values alive, until `own`.
    @inline(__always)
    package static func make(_ table: NameTable, capacity: Int, isLent: Bool = false) -> ObjectRow {
        switch capacity {
        case ...2: SmallRow<10>(table, isLent: isLent)
        case ...4: SmallRow<20>(table, isLent: isLent)
        case ...6: SmallRow<30>(table, isLent: isLent)
        default: LargeRow(table, capacity: capacity, isLent: isLent)
        }
    }

    /// A row without memory, which is to be given before anything else.
    fileprivate init(_ table: NameTable, isLent: Bool) {
        self.table = table
        isOwning = !isLent
        // Nothing is there yet that could be looked at.
        members = UnsafeMutablePointer(bitPattern: 16).unsafelyUnwrapped
        owners = UnsafeMutablePointer(bitPattern: 16).unsafelyUnwrapped
        super.init()
    }

    /// Gives the row the memory of so many members.
    @inline(__always)
    fileprivate final func use(_ memory: UnsafeMutableRawPointer, capacity: Int) {
        members = memory.assumingMemoryBound(to: pregel_member.self)
        owners = (memory + capacity * MemoryLayout<pregel_member>.stride)
            .assumingMemoryBound(to: Unmanaged<ValueOwner>?.self)
    }

    deinit {
        if isOwning {
            for place in 0..<count {
                var owner = owners[place]?.takeRetainedValue()
                ValueOwner.release(&owner)
            }
        }
        ownMemory?.deallocate()
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        guard isOwning else { return }
        for place in 0..<count {
            if let owner = owners[place] { others.append(owner.takeRetainedValue()) }
            owners[place] = nil
        }
    }

    package final func own() {
        guard !isOwning else { return }
        isOwning = true
        for place in 0..<count { _ = owners[place]?.retain() }
    }

    /// Forgets the members of a row that is lent its values. Nobody else may hold the row, or an object of it.
    package final func removeAll() {
        precondition(!isOwning, "a row that keeps its values is kept by somebody")
        count = 0
    }

    /// Adds a member; its key is the table's name `id`.
    @inline(__always)
    package final func append(_ id: Int, _ value: Value) { append(id, value.raw, value.unmanagedOwner) }

    /// Adds a member; its key is the table's name `id`.
    @inline(__always)
    package final func append(_ id: Int, _ value: pregel_value, _ owner: Unmanaged<ValueOwner>?) {
        if isOwning { _ = owner?.retain() }
        members[count] = pregel_member(key: table[id], value: value)
        (owners + count).initialize(to: owner)
        count += 1
    }

    /// Gives a member of a row that is lent its values another value. Nobody else may hold the row, or an object of it.
    @inlinable @inline(__always)
    package final func replace(_ place: Int, _ value: Value) {
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
    package final func raw(isSorted: Bool) -> pregel_value {
        var raw = pregel_object(members, UInt32(count))
        raw.flags = isSorted ? UInt8(PREGEL_SORTED_KEYS) : 0
        return raw
    }

    /// The object.
    ///
    /// - Parameter isSorted: Whether the keys were added in ascending order of their bytes, each once.
    package final func object(isSorted: Bool) -> Value {
        Value(raw: raw(isSorted: isSorted), owner: self)
    }
}

/// A row of few members: one allocation, 5 words for each of them.
private final class SmallRow<let words: Int>: ObjectRow, @unchecked Sendable {
    private var memory = InlineArray<words, UInt64>(repeating: 0)

    override init(_ table: NameTable, isLent: Bool) {
        super.init(table, isLent: isLent)
        // An object does not move.
        withUnsafeMutablePointer(to: &memory) { use(UnsafeMutableRawPointer($0), capacity: words / 5) }
    }
}

/// A row of many members: what it has beside itself is freed by the base, which needs it until its end.
private final class LargeRow: ObjectRow, @unchecked Sendable {
    init(_ table: NameTable, capacity: Int, isLent: Bool) {
        super.init(table, isLent: isLent)
        let member = MemoryLayout<pregel_member>.stride + MemoryLayout<Unmanaged<ValueOwner>?>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * member, alignment: 16)
        ownMemory = memory
        use(memory, capacity: capacity)
    }
}
