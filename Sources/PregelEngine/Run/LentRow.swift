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

    /// Adds those channels that are available.
    @inline(__always)
    func append(_ channels: [Int], of cells: UnsafePointer<ChannelCell>) {
        for channel in channels {
            if let value = ChannelCell.value(of: cells + channel) { append(channel, value) }
        }
    }

    /// Adds what a task wrote, which wrote each channel at most once; gives the object.
    @inline(__always)
    func object(of effects: TaskEffects) -> Value {
        for place in effects.writes.indices {
            let write = effects.writes.address(of: place)
            append(write.pointee.channel, write.pointee.write.value)
        }
        return object(isSorted: effects.writes.count == 1)
    }

    /// The object, which is kept by whoever asks for it.
    @inline(__always)
    func object(isSorted: Bool) -> Value { takeUnretainedValue().object(isSorted: isSorted) }
}
