/// Keeps the memory of value trees alive; a `Value` holds one. It is made by this package alone.
///
/// The tree itself is plain C structs that never change. Reference counting is Swift's, so a value may be
/// shared between threads; across the border an owner is the opaque `pregel_doc`.
open class ValueOwner: @unchecked Sendable {
    @usableFromInline
    package init() {}
}
