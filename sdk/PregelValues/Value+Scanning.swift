internal import CPregelABI

extension Value {
    /// Calls `body` with the key's bytes and the value of each member of an object; not at all for other kinds.
    @inline(__always)
    package func forEachMember<E: Error>(_ body: (UnsafeRawBufferPointer, Value) throws(E) -> Void) throws(E) {
        guard raw.kind == UInt8(PREGEL_OBJECT), let members = raw.u.members else { return }
        for place in 0..<count {
            let key = members[place].key
            try body(
                UnsafeRawBufferPointer(start: key.p, count: key.n), Value(childAt: (members + place).value, of: owner))
        }
    }
}
