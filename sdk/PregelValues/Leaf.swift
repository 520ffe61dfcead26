internal import CPregelABI
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
    fileprivate final var place: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() + Leaf.offset }

    package final override var isLeaf: Bool { true }

    final override var ownWeight: Int { Int(capacity) }

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
private final class SizedLeaf<let words: Int>: Leaf, @unchecked Sendable {
    private var memory = InlineArray<words, UInt64>(repeating: 0)

    init(used: Int) {
        super.init(used: used, capacity: words * 8)
        assert(withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) == place }, "the layout of a leaf")
    }
}

/// The memory of an owner whose trees point to nothing outside of it.
struct PlainMemory {
    let start: UInt
    let count: Int

    @inline(__always)
    func has(_ pointer: UnsafeRawPointer) -> Bool { UInt(bitPattern: pointer) &- start < UInt(bitPattern: count) }
}

/// Memory for a tree that is made, and who owns it.
struct TreeMemory {
    /// The most bytes that share one allocation with their owner.
    static let smallest = 240

    let owner: ValueOwner
    /// Where the next bytes go.
    private(set) var next: UnsafeMutableRawPointer

    /// Memory that was claimed from an owner.
    init(owner: ValueOwner, next: UnsafeMutableRawPointer) {
        self.owner = owner
        self.next = next
    }

    /// - Parameters:
    ///   - size: The bytes that the tree takes in all, each part rounded up to 8.
    ///   - spare: Bytes for what may be built around the tree, if its memory is small.
    @inline(__always)
    init(size: Int, spare: Int = 0) {
        let room = size + spare
        if room <= 48 {
            let leaf = SizedLeaf<6>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if room <= 112 {
            let leaf = SizedLeaf<14>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if room <= 176 {
            let leaf = SizedLeaf<22>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if size <= TreeMemory.smallest {
            let leaf = SizedLeaf<30>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else {
            let arena = Arena(capacity: size)
            (owner, next) = (arena, arena.allocate(size))
        }
    }

    /// Takes the next bytes, rounded up to 8.
    @inline(__always)
    mutating func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
        defer { next += (byteCount + 7) & ~7 }
        return next
    }

    /// Copies a text that is not checked.
    @inline(__always)
    mutating func copy(_ text: pregel_str) -> pregel_str {
        guard text.n > 0, let source = text.p else { return pregel_make_str(nil, 0) }
        let place = take(text.n)
        Word.copy(source, to: place, text.n)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), text.n)
    }

    /// Copies the UTF-8 of a string.
    @inline(__always)
    mutating func copy(_ string: String) -> pregel_str {
        string.lendUTF8 { copy(pregel_make_str($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)) }
    }
}
