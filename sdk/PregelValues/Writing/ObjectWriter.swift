public import CPregelABI

/// Sets the members of an object, in their order, each key once: a host refuses an object in which a key stands twice.
public struct ObjectWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<DraftMemory>

    @inlinable
    init(_ memory: UnsafeMutablePointer<DraftMemory>) { self.memory = memory }

    /// Sets a member.
    @inlinable @inline(__always)
    public mutating func set(_ key: StaticString, to literal: StaticString) {
        let key = memory.pointee.text(key)
        memory.pointee.add(key, pregel_string(memory.pointee.text(literal)))
    }

    /// Sets a member.
    @inlinable @inline(__always) @_disfavoredOverload
    public mutating func set(_ key: StaticString, to value: some WritableValue) {
        set(key) { $0.put(value) }
    }

    /// Sets a member to what `body` puts.
    @inlinable
    public mutating func set<E: Error>(
        _ key: StaticString, to body: (inout ValueWriter) throws(E) -> Void
    ) throws(E) {
        var writer = ValueWriter(memory)
        try body(&writer)
        memory.pointee.add(memory.pointee.text(key), writer.raw)
    }

    /// Sets a member whose key is no literal.
    @inlinable
    public mutating func set(key: String, to value: some WritableValue) {
        set(key: key) { $0.put(value) }
    }

    /// Sets a member whose key is no literal to what `body` puts.
    @inlinable
    public mutating func set<E: Error>(
        key: String, to body: (inout ValueWriter) throws(E) -> Void
    ) throws(E) {
        var writer = ValueWriter(memory)
        try body(&writer)
        memory.pointee.add(memory.pointee.copy(key), writer.raw)
    }

    /// Sets a member to an object, with the members that `body` sets.
    @inlinable
    public mutating func setObject<E: Error>(
        _ key: StaticString, _ body: (inout ObjectWriter) throws(E) -> Void
    ) throws(E) {
        try set(key) { writer throws(E) in try writer.object(body) }
    }

    /// Sets a member to an array, of what `body` appends.
    @inlinable
    public mutating func setArray<E: Error>(
        _ key: StaticString, _ body: (inout ArrayWriter) throws(E) -> Void
    ) throws(E) {
        try set(key) { writer throws(E) in try writer.array(body) }
    }

    /// Sets a member to a string made of parts.
    @inlinable
    public mutating func setText<E: Error>(
        _ key: StaticString, _ body: (inout TextWriter) throws(E) -> Void
    ) throws(E) {
        try set(key) { writer throws(E) in try writer.text(body) }
    }
}
