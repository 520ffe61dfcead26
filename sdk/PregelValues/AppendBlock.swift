internal import CPregelABI
internal import Glibc
internal import Synchronization

/// The memory of arrays, or of objects, that grow at their end: each is a prefix of the next, and they share one block.
///
/// What is behind a prefix is written once, by whoever claims it first; a second one that appends to the same prefix gets a
/// block of its own. So a value never changes, and a list that grows by one is not copied. Whoever keeps an earlier one keeps
/// the block, and what was added since.
///
/// The block owns the values whose parts point into leaves alone, and the leaves with them. It never keeps what might keep
/// the block, so an array may be appended to itself, or hold what was read from it, and is still freed: where parts point
/// elsewhere, a `GrownValue` owns the value.
final class AppendBlock: ValueOwner, @unchecked Sendable {
    private let parts: UnsafeMutableRawPointer
    /// The container's kind, and the bytes of an item or member.
    private let kind: UInt8
    private let stride: Int
    private let capacity: Int
    private let used: Atomic<Int>
    /// What parts point into. Added to by whoever has claimed the parts.
    private var leaves: [Unmanaged<ValueOwner>] = []
    /// The one that was added last.
    private var newest: UnsafeMutableRawPointer?
    private let kept: Atomic<Int>
    private let lookedAt = Atomic(0)
    /// What somebody knows about the items.
    let notes = AtomicLazyReference<ListNotes>()

    /// Starts a block with an array or object, so many parts behind it that are to be filled, and room for more.
    init(_ first: Value, more: Int) {
        let count = first.count + more
        kind = first.raw.kind
        let isObject = kind == UInt8(PREGEL_OBJECT)
        // Most objects that get a key get no other one.
        capacity = max(count * 2, isObject ? 4 : 8)
        stride = isObject ? MemoryLayout<pregel_member>.stride : MemoryLayout<pregel_value>.stride
        // `allocate` aligns at twice the price.
        guard let memory = malloc(capacity * stride) else {
            fatalError("there is no memory for \(capacity * stride) bytes")
        }
        parts = memory
        kept = Atomic(capacity * stride)
        used = Atomic(count)
        super.init()
        fill(first.raw, at: 0)
    }

    deinit {
        for leaf in leaves { leaf.release() }
        free(parts)
    }

    /// An array weighs nothing: merges that hand the same list on would count it again and again, and copy it for that.
    override var weight: Int { isArray ? 0 : kept.load(ordering: .relaxed) }

    var isArray: Bool { kind == UInt8(PREGEL_ARRAY) }

    override var limit: Int { lookedAt.load(ordering: .relaxed) }

    /// Keeps what the parts of a value point into; `false` where it is no leaf, and so must be kept otherwise.
    func keep(_ owner: Unmanaged<ValueOwner>?) -> Bool {
        guard let owner else { return true }
        // What is appended one after the other often lies in one memory.
        if newest == owner.toOpaque() { return true }
        guard owner._withUnsafeGuaranteedRef({ $0.isLeaf }) else { return false }
        newest = owner.toOpaque()
        if leaves.isEmpty { leaves.reserveCapacity(min(capacity, isArray ? 16 : 4)) }
        leaves.append(owner.retain())
        owner._withUnsafeGuaranteedRef { note($0) }
        return true
    }

    /// Notes what it weighs; read by whoever merges what shares this block.
    @inline(__always)
    private func note(_ leaf: ValueOwner) {
        kept.store(min(kept.load(ordering: .relaxed) + leaf.weight, ValueOwner.heaviest), ordering: .relaxed)
        let limit = leaf.limit
        if limit > lookedAt.load(ordering: .relaxed) { lookedAt.store(limit, ordering: .relaxed) }
    }

    /// Takes the room for parts behind a value, which are to be filled; `false` where the value is none of this block, its
    /// end is taken already or there is no room.
    func claim(_ count: Int, behind value: pregel_value) -> Bool {
        let prefix = Int(value.count)
        return holds(value) && prefix + count <= capacity
            && used.compareExchange(expected: prefix, desired: prefix + count, ordering: .relaxed).exchanged
    }

    /// Whether a value whose owner keeps this block is a part of it: that owner may also keep parts that are arrays.
    func holds(_ value: pregel_value) -> Bool { UnsafeRawPointer(value.u.bytes) == UnsafeRawPointer(parts) }

    /// The first `count` parts, as an array or object.
    func value(_ count: Int) -> pregel_value {
        var value = pregel_make_value(kind, UInt32(count))
        value.u.bytes = UnsafePointer(parts.assumingMemoryBound(to: UInt8.self))
        return value
    }

    /// Fills parts that were claimed with those of a value of the same kind.
    func fill(_ added: pregel_value, at place: Int) {
        guard added.count > 0, let source = added.u.bytes else { return }
        (parts + place * stride).copyMemory(from: source, byteCount: Int(added.count) * stride)
    }
}
