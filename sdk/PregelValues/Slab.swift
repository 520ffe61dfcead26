/// Memory that small trees share which are made one after the other, each behind the one before. It is freed with the last
/// of them.
final class Slab: ValueOwner, @unchecked Sendable {
    /// With the object's own words, as much as malloc's fast lists still have.
    static let capacity = 1016
    private var memory = InlineArray<127, UInt64>(repeating: 0)

    override init() { super.init() }

    /// Where the bytes begin: an object does not move.
    var place: UnsafeMutableRawPointer { withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) } }

    package override var isLeaf: Bool { true }

    override var weight: Int { Slab.capacity }
}
