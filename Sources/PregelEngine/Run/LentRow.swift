import PregelValues

/// An object of named values that a run makes, shows and makes again in the same memory, as long as nobody else keeps it.
struct LentRow: ~Copyable {
    private var row = Lent<ObjectRow>()
    /// How many members there is room for.
    private var room = 0

    /// An object to be filled, which this keeps: it has no members, and keeps none of those that it is given.
    ///
    /// - Parameter names: The keys; always the same ones.
    @inline(__always)
    mutating func begin(_ names: @autoclosure () -> NameTable, capacity: Int) -> Unmanaged<ObjectRow> {
        if row.object == nil || room < capacity {
            row.replace(ObjectRow.make(names(), capacity: capacity, isLent: true))
            room = capacity
        }
        let row = row.object.unsafelyUnwrapped
        row._withUnsafeGuaranteedRef { $0.removeAll() }
        return row
    }

    /// Gives the object to whoever keeps it. To be called before any of its values goes.
    @inline(__always)
    mutating func settle() { row.settle() }
}

extension Unmanaged<ObjectRow> {
    /// Adds a member.
    @inline(__always)
    func append(_ id: Int, _ value: borrowing Value) {
        _withUnsafeGuaranteedRef { $0.append(id, value.raw, value.unmanagedOwner) }
    }

    /// The object, which is kept by whoever asks for it.
    @inline(__always)
    func object(isSorted: Bool) -> Value { takeUnretainedValue().object(isSorted: isSorted) }
}
