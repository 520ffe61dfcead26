/// Keeps the memory of value trees alive; a `Value` holds one.
///
/// The tree itself is plain C structs that never change. Reference counting is Swift's, so a value may be
/// shared between threads; across the border an owner is the opaque `pregel_doc`.
@usableFromInline
package class ValueOwner: @unchecked Sendable {
    @usableFromInline
    package init() {}

    /// What keeps the child at `place` alive: this owner, or one that keeps less.
    ///
    /// A list or an input has an owner for each child. A child that left it with that owner alone does not keep the rest,
    /// nor what the rest was made of.
    @usableFromInline
    package func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner { self }

    /// Moves out what this owner keeps alive; called once nothing reads it any more.
    package func surrender(to owners: inout [ValueOwner]) {}

    /// Lets owners go one by one: a chain of them, each keeping the next, would else end the thread's stack.
    static func release(_ owners: inout [ValueOwner]) {
        while var owner = owners.popLast() {
            if isKnownUniquelyReferenced(&owner) { owner.surrender(to: &owners) }
        }
    }
}
