/// Keeps the memory of value trees alive; a `Value` holds one.
///
/// The tree itself is plain C structs that never change. Reference counting is Swift's, so a value may be
/// shared between threads; across the border an owner is the opaque `pregel_doc`.
@usableFromInline
package class ValueOwner: @unchecked Sendable {
    @usableFromInline
    package init() {}
}
