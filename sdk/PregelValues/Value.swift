public import CPregelABI

/// A JSON-like value that never changes: a channel stores it, a node reads it, a checkpoint encodes it.
///
/// It is a 16-byte C struct (`pregel_value`) and the owner of what that points to, so passing a value is passing a
/// pointer, and a plugin in C reads the very same memory. Values are safe to share between threads. Whole numbers and
/// doubles are kept apart, but compare by value: `3 == 3.0`.
@frozen
public struct Value: @unchecked Sendable {
    /// The C struct. What it points to is valid as long as `owner`.
    @usableFromInline package let raw: pregel_value
    @usableFromInline package let owner: ValueOwner?

    /// Wraps a tree in memory that `owner` keeps alive (`nil`: memory that is never freed, or none at all).
    @inlinable
    package init(raw: pregel_value, owner: ValueOwner?) {
        self.raw = raw
        self.owner = owner
    }

    /// Wraps a child of a tree that `owner` keeps alive. A scalar points to nothing, so it keeps nothing.
    @inlinable
    init(childAt place: UnsafePointer<pregel_value>, of owner: ValueOwner?) {
        let isScalar = place.pointee.kind < UInt8(PREGEL_STRING)
        self.init(raw: place.pointee, owner: isScalar ? nil : owner?.owner(ofChildAt: place))
    }

    /// The owner, not counted.
    package var unmanagedOwner: Unmanaged<ValueOwner>? { owner.map { .passUnretained($0) } }

    /// What a value can be.
    public enum Kind: UInt8, Sendable {
        case null, bool, int, double, string, bytes, array, object
    }

    /// What this value is.
    @inlinable
    public var kind: Kind { Kind(rawValue: raw.kind) ?? .null }

    /// Bytes of a string or of bytes, items of an array, members of an object; else 0.
    @inlinable
    public var count: Int { Int(raw.count) }
}
