public import CPregelABI

// Members by keys that stand in the source: a literal's length is known, so most other keys are passed over by theirs.

extension Value {
    /// The whole number at `key`; `nil` where this is no object or has none there.
    @inlinable @inline(__always)
    public func int(for key: StaticString) -> Int? {
        withExtendedLifetime(owner) {
            guard let place = place(of: key), place.pointee.kind == UInt8(PREGEL_INT) else { return nil }
            return Int(place.pointee.u.i)
        }
    }

    /// The truth value at `key`; `nil` where this is no object or has none there.
    @inlinable @inline(__always)
    public func bool(for key: StaticString) -> Bool? {
        withExtendedLifetime(owner) {
            guard let place = place(of: key), place.pointee.kind == UInt8(PREGEL_BOOL) else { return nil }
            return place.pointee.u.b
        }
    }

    /// Where a member is, valid while the owner lives.
    @inlinable @inline(__always)
    func place(of key: StaticString) -> UnsafePointer<pregel_value>? {
        guard key.hasPointerRepresentation else { return place(of: key.description) }
        let name = pregel_make_str(
            UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self), key.utf8CodeUnitCount)
        guard raw.kind == UInt8(PREGEL_OBJECT), raw.count <= 16, var member = raw.u.members else {
            return withUnsafePointer(to: raw) { pregel_get($0, name) }
        }
        let end = member + Int(raw.count)
        while member < end {
            if pregel_str_equal(member.pointee.key, name) {
                return (UnsafeRawPointer(member) + MemoryLayout<pregel_str>.stride)
                    .assumingMemoryBound(to: pregel_value.self)
            }
            member += 1
        }
        return nil
    }
}
