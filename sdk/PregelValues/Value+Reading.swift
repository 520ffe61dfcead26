public import CPregelABI

extension Value {
    /// Whether this is null.
    @inlinable
    public var isNull: Bool { raw.kind == UInt8(PREGEL_NULL) }

    /// The truth value; `nil` for every other kind.
    @inlinable
    public var bool: Bool? { raw.kind == UInt8(PREGEL_BOOL) ? raw.u.b : nil }

    /// The whole number; `nil` for every other kind, also for a double that is whole.
    @inlinable
    public var int: Int? { raw.kind == UInt8(PREGEL_INT) ? Int(raw.u.i) : nil }

    /// The number as a double, be it whole or not; `nil` for every other kind.
    @inlinable
    public var double: Double? {
        switch raw.kind {
        case UInt8(PREGEL_INT): Double(raw.u.i)
        case UInt8(PREGEL_FLOAT): raw.u.f
        default: nil
        }
    }

    /// The string; `nil` for every other kind.
    public var string: String? {
        raw.kind == UInt8(PREGEL_STRING) ? withExtendedLifetime(owner) { String(trusted: storage) } : nil
    }

    /// Whether this is a string that ends with these bytes; no Swift string is made of it.
    public func hasSuffix(_ suffix: StaticString) -> Bool {
        let count = suffix.utf8CodeUnitCount
        guard raw.kind == UInt8(PREGEL_STRING), self.count >= count else { return false }
        return withBytes { bytes in
            suffix.withUTF8Buffer { UnsafeRawBufferPointer(rebasing: bytes.suffix(count)).elementsEqual($0) }
        }
    }

    /// The bytes of a value of plain bytes; `nil` for every other kind.
    public var bytes: [UInt8]? { raw.kind == UInt8(PREGEL_BYTES) ? Array(storage) : nil }

    /// Lends the UTF-8 of a string, or the bytes, without a copy; empty for every other kind.
    ///
    /// The pointer is valid in `body` only.
    @inlinable
    public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try withExtendedLifetime(owner) { () throws(E) -> R in try body(storage) }
    }

    /// The memory of a string or bytes; valid while the owner lives.
    @inlinable
    package var storage: UnsafeRawBufferPointer {
        guard raw.kind == UInt8(PREGEL_STRING) || raw.kind == UInt8(PREGEL_BYTES) else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: raw.u.bytes, count: count)
    }

    /// The items of an array; empty for every other kind.
    @inlinable
    public var items: Items {
        let isArray = raw.kind == UInt8(PREGEL_ARRAY)
        return Items(base: isArray ? raw.u.items : nil, count: isArray ? count : 0, owner: owner)
    }

    /// The members of an object in their order; empty for every other kind.
    @inlinable
    public var members: Members {
        let isObject = raw.kind == UInt8(PREGEL_OBJECT)
        return Members(base: isObject ? raw.u.members : nil, count: isObject ? count : 0, owner: owner)
    }

    /// The member `key` of an object; `nil` where this is no object or has no such member.
    @inlinable
    public subscript(key: String) -> Value? {
        place(of: key).map { Value(childAt: $0, of: owner) }
    }

    /// Where the member `key` of an object is, valid while the owner lives: for who needs nothing that has an owner.
    @inlinable @inline(__always)
    package func place(of key: String) -> UnsafePointer<pregel_value>? {
        key.lendUTF8 { bytes in
            let name = pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            return withUnsafePointer(to: raw) { pregel_get($0, name) }
        }
    }

    /// The member whose key has these bytes.
    @inlinable
    package subscript(utf8 key: UnsafeRawBufferPointer) -> Value? {
        let name = pregel_make_str(key.baseAddress?.assumingMemoryBound(to: CChar.self), key.count)
        return withUnsafePointer(to: raw) { pregel_get($0, name) }.map { Value(childAt: $0, of: owner) }
    }

    /// The member whose memory is that of `value`; `nil` where this is no object or has none, or looking would take longer
    /// than copying.
    package func member(at value: pregel_value) -> Value? {
        guard Value.isWorthFinding(value, in: raw), let members = raw.u.members else { return nil }
        // All pointers stand in one place.
        let wanted = UInt(bitPattern: value.u.bytes)
        var member = members
        let end = members + count
        while member < end {
            let place = member.value
            if UInt(bitPattern: place.pointee.u.bytes) == wanted, place.pointee.kind == value.kind,
                place.pointee.count == value.count
            {
                return Value(childAt: place, of: owner)
            }
            member += 1
        }
        return nil
    }

    /// Whether to look for a value among an object's members takes no longer than to copy it.
    @inline(__always)
    package static func isWorthFinding(_ value: pregel_value, in object: pregel_value) -> Bool {
        guard object.kind == UInt8(PREGEL_OBJECT), value.kind >= UInt8(PREGEL_STRING) else { return false }
        // To copy an item or a member costs ten times what it costs to look at a member; eight bytes of text cost half.
        let isText = value.kind < UInt8(PREGEL_ARRAY)
        return isText ? Int(value.count) >= Int(object.count) &* 2 : Int(value.count) &* 8 >= Int(object.count)
    }

    /// The items of an array, as a collection of values.
    @frozen
    public struct Items: RandomAccessCollection, @unchecked Sendable {
        @usableFromInline let base: UnsafePointer<pregel_value>?
        @usableFromInline let owner: ValueOwner?
        /// Always 0.
        public let startIndex = 0
        /// How many there are.
        public let endIndex: Int

        @inlinable
        init(base: UnsafePointer<pregel_value>?, count: Int, owner: ValueOwner?) {
            self.base = base
            self.endIndex = count
            self.owner = owner
        }

        /// The item at a place within the array; anything else ends the process, as in a Swift array.
        @inlinable
        public subscript(position: Int) -> Value {
            precondition(position >= 0 && position < endIndex, "an index within the array")
            return Value(childAt: base.unsafelyUnwrapped + position, of: owner)
        }
    }

    /// The members of an object, as a collection of keys and values.
    @frozen
    public struct Members: RandomAccessCollection, @unchecked Sendable {
        @usableFromInline let base: UnsafePointer<pregel_member>?
        @usableFromInline let owner: ValueOwner?
        /// Always 0.
        public let startIndex = 0
        /// How many there are.
        public let endIndex: Int

        @inlinable
        init(base: UnsafePointer<pregel_member>?, count: Int, owner: ValueOwner?) {
            self.base = base
            self.endIndex = count
            self.owner = owner
        }

        /// The key and value at a place within the object, in the order of its JSON text.
        @inlinable
        public subscript(position: Int) -> (key: String, value: Value) {
            precondition(position >= 0 && position < endIndex, "an index within the object")
            let place = base.unsafelyUnwrapped + position
            let member = place.pointee
            let key = UnsafeRawBufferPointer(start: member.key.p, count: member.key.n)
            return (withExtendedLifetime(owner) { String(trusted: key) }, Value(childAt: place.value, of: owner))
        }
    }
}

extension UnsafePointer<pregel_member> {
    /// Where the member's value is: behind its key, in the layout that is frozen with the border.
    @inlinable
    var value: UnsafePointer<pregel_value> {
        (UnsafeRawPointer(self) + MemoryLayout<pregel_str>.stride).assumingMemoryBound(to: pregel_value.self)
    }
}
