internal import Synchronization

/// The memory of a small tree that points to nothing outside of itself: one allocation, owner and bytes together.
///
/// Most of what nodes write is this small, so its making and its end are on the path of every superstep. What is not
/// generic stands here: a generic class's methods look its size up on each call.
class Leaf: ValueOwner, @unchecked Sendable {
    /// The bytes that are taken. What is behind them belongs to whoever takes it next.
    private let used: Atomic<UInt32>
    private let capacity: UInt32
    /// Where the bytes begin: behind the object's own words and the two fields.
    private static let offset = 24

    fileprivate init(used: Int, capacity: Int) {
        self.used = Atomic(UInt32(truncatingIfNeeded: used))
        self.capacity = UInt32(truncatingIfNeeded: capacity)
    }

    /// Where the bytes are: an object does not move.
    final var place: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() + Leaf.offset }

    package final override var isLeaf: Bool { true }

    final override var weight: Int { Int(capacity) }

    final override var plain: PlainMemory? {
        PlainMemory(start: UInt(bitPattern: place), count: Int(used.load(ordering: .relaxed)))
    }

    final override func claim(_ byteCount: Int) -> UnsafeMutableRawPointer? {
        let taken = used.load(ordering: .relaxed)
        let wanted = Int(taken) + byteCount
        guard wanted <= Int(capacity),
            used.compareExchange(
                expected: taken, desired: UInt32(truncatingIfNeeded: wanted), ordering: .relaxed
            ).exchanged
        else { return nil }
        return place + Int(taken)
    }

    final override func trim(to end: UnsafeMutableRawPointer) {
        used.store(UInt32(truncatingIfNeeded: end - place), ordering: .relaxed)
    }
}

/// A leaf with its bytes.
final class SizedLeaf<let words: Int>: Leaf, @unchecked Sendable {
    private var memory = InlineArray<words, UInt64>(repeating: 0)

    init(used: Int) {
        super.init(used: used, capacity: words * 8)
        assert(withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) == place }, "the layout of a leaf")
    }
}
