internal import CPregelABI
internal import Synchronization

/// The memory of arrays that grow at their end: each is a prefix of the next, and they share one block.
///
/// What is behind a prefix is written once, by whoever claims it first; a second one that appends to the same prefix gets a
/// block of its own. So an array never changes, and a list that grows by one is not copied.
///
/// The block owns the arrays whose items point into leaves alone, and the leaves with them. It never keeps what might keep
/// the block, so an array may be appended to itself, or hold what was read from it, and is still freed: where items point
/// elsewhere, a `GrownArray` owns the array.
final class AppendBlock: ValueOwner, @unchecked Sendable {
    private let items: UnsafeMutablePointer<pregel_value>
    private let capacity: Int
    private let used: Atomic<Int>
    /// What items point into. Added to by whoever has claimed the items.
    private var leaves: [Unmanaged<ValueOwner>] = []
    /// The one that was added last.
    private var newest: UnsafeMutableRawPointer?
    /// What somebody knows about the items.
    let notes = AtomicLazyReference<ListNotes>()

    /// Starts a block with an array, so many items behind it that are to be filled, and room for more.
    init(_ first: Value, more: Int) {
        let count = first.count + more
        capacity = max(count * 2, 8)
        items = .allocate(capacity: capacity)
        used = Atomic(count)
        super.init()
        fill(first.raw, at: 0)
    }

    deinit {
        for leaf in leaves { leaf.release() }
        items.deallocate()
    }

    /// Keeps what the items of an array point into; `false` where it is no leaf, and so must be kept otherwise.
    func keep(_ owner: Unmanaged<ValueOwner>?) -> Bool {
        guard let owner else { return true }
        // What is appended one after the other often lies in one memory.
        if newest == owner.toOpaque() { return true }
        guard owner._withUnsafeGuaranteedRef({ $0.isLeaf }) else { return false }
        newest = owner.toOpaque()
        leaves.append(owner.retain())
        return true
    }

    /// Takes the room for items behind an array, which are to be filled; `false` where the array is none of this block, its
    /// end is taken already or there is no room.
    func claim(_ count: Int, behind array: pregel_value) -> Bool {
        let prefix = Int(array.count)
        return holds(array) && prefix + count <= capacity
            && used.compareExchange(expected: prefix, desired: prefix + count, ordering: .relaxed).exchanged
    }

    /// Whether an array whose owner keeps this block is a part of it: that owner may also keep items that are arrays.
    func holds(_ array: pregel_value) -> Bool { array.u.items == UnsafePointer(items) }

    /// The first `count` items, as an array.
    func array(_ count: Int) -> pregel_value { pregel_array(items, UInt32(count)) }

    /// Fills items that were claimed.
    func fill(_ added: pregel_value, at place: Int) {
        guard added.count > 0, let source = added.u.items else { return }
        (items + place).update(from: source, count: Int(added.count))
    }
}
