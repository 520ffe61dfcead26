internal import CPregelABI

/// The memory of a small tree that points to nothing outside of itself: one allocation, owner and bytes together.
///
/// Most of what nodes write is this small, so its making and its end are on the path of every superstep.
final class Leaf<let words: Int>: ValueOwner, @unchecked Sendable {
    private var memory = InlineArray<words, UInt64>(repeating: 0)

    /// Where the bytes are: an object does not move.
    fileprivate var place: UnsafeMutableRawPointer {
        withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) }
    }

    package override var isLeaf: Bool { true }
}

/// Memory for a tree that is copied, and who owns it.
struct CopyTarget {
    let owner: ValueOwner
    /// Where the next bytes go.
    private(set) var next: UnsafeMutableRawPointer

    /// - Parameter size: The bytes that the tree takes in all, each part rounded up to 8.
    @inline(__always)
    init(size: Int) {
        if size <= 48 {
            let leaf = Leaf<6>()
            (owner, next) = (leaf, leaf.place)
        } else if size <= 112 {
            let leaf = Leaf<14>()
            (owner, next) = (leaf, leaf.place)
        } else if size <= 176 {
            let leaf = Leaf<22>()
            (owner, next) = (leaf, leaf.place)
        } else if size <= 240 {
            let leaf = Leaf<30>()
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
}
