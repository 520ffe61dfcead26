internal import CPregelABI
internal import Synchronization

/// The memory of arrays that grow at their end: each is a prefix of the next, and they share one block.
///
/// What is behind a prefix is written once, by whoever claims it first; a second one that appends to the same prefix gets a
/// block of its own. So an array never changes, and a list that grows by one is not copied.
final class AppendBuffer: ValueOwner, @unchecked Sendable {
    private let items: UnsafeMutablePointer<pregel_value>
    private let owners: UnsafeMutablePointer<ValueOwner?>
    private let capacity: Int
    private let used: Atomic<Int>
    /// How many owners are there. Written by whoever holds the claim on the end, one after the other.
    private var ownerCount = 0

    /// - Parameter capacity: The most items that the block can hold.
    init(capacity: Int) {
        self.capacity = capacity
        items = .allocate(capacity: capacity)
        owners = .allocate(capacity: capacity + 1)
        used = Atomic(0)
    }

    deinit {
        owners.deinitialize(count: ownerCount)
        items.deallocate()
        owners.deallocate()
    }

    /// Adds items behind the first `prefix` ones; `nil` where they are taken already or there is no room.
    func append(_ added: Value, behind prefix: Int) -> Value? {
        guard prefix + added.count <= capacity,
            used.compareExchange(expected: prefix, desired: -1, ordering: .acquiring).exchanged
        else { return nil }
        fill(added, at: prefix)
        used.store(prefix + added.count, ordering: .releasing)
        return Value(raw: pregel_array(items, UInt32(prefix + added.count)), owner: self)
    }

    /// Starts the block with two arrays, end to end.
    func start(_ first: Value, _ second: Value) -> Value {
        fill(first, at: 0)
        fill(second, at: first.count)
        used.store(first.count + second.count, ordering: .releasing)
        return Value(raw: pregel_array(items, UInt32(first.count + second.count)), owner: self)
    }

    private func fill(_ added: Value, at place: Int) {
        guard added.count > 0, let source = added.raw.u.items else { return }
        (items + place).update(from: source, count: added.count)
        guard let owner = added.owner else { return }
        // At most one owner for each fill, and each fill that has one adds an item.
        (owners + ownerCount).initialize(to: owner)
        ownerCount += 1
    }
}
