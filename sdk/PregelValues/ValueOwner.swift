/// Keeps the memory of value trees alive; a `Value` holds one. It is made by this package alone.
///
/// The tree itself is plain C structs that never change. Reference counting is Swift's, so a value may be
/// shared between threads; across the border an owner is the opaque `pregel_doc`.
///
/// What an owner keeps was there before anybody saw a value of it, but for leaves, which keep nothing. So no owner can come to
/// keep itself.
open class ValueOwner: @unchecked Sendable {
    @usableFromInline
    package init() {}

    /// Whether it keeps no other owner alive.
    package var isLeaf: Bool { false }

    /// The bytes here and, roughly, in the owners that this one keeps, as far as merges may come to keep them.
    var weight: Int { 0 }

    /// The weight from which on it is worth to look how much of it is still in use.
    var limit: Int { 0 }

    /// No weight is greater: a sum of two must not overflow.
    static let heaviest = 1 << 60

    /// Its memory, where it is small and its trees point to nothing outside of it; else `nil`.
    var plain: PlainMemory? { nil }

    /// Takes bytes, a multiple of 8, that lie behind a small tree in its memory; `nil` where there are too few.
    func claim(_ byteCount: Int) -> UnsafeMutableRawPointer? { nil }

    /// Leaves what a small tree does not use of its memory to whoever claims it. For the tree's maker alone.
    func trim(to end: UnsafeMutableRawPointer) {}

    /// What keeps the child at `place` alive: this owner, or one of those that it keeps.
    ///
    /// A child that leaves an input with its own owner does not keep the rest of that input, nor what came before it.
    @usableFromInline
    package func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner { self }

    /// Moves the owners that this one keeps alive to `others`. Called at its end, when nobody else sees it any more.
    package func giveUp(to others: inout [ValueOwner]) {}

    /// Releases owners, and what they kept, one after the other: a long chain of owners must not become a deep nesting of
    /// `deinit`s, which would exhaust the stack.
    static func release(_ owners: inout [ValueOwner]) {
        while var owner = owners.popLast() {
            if isKnownUniquelyReferenced(&owner) { owner.giveUp(to: &owners) }
        }
    }

    /// Releases one owner in the same way.
    static func release(_ owner: inout ValueOwner?) {
        guard isKnownUniquelyReferenced(&owner) else {
            owner = nil
            return
        }
        var others: [ValueOwner] = []
        owner?.giveUp(to: &others)
        owner = nil
        if !others.isEmpty { release(&others) }
    }
}
