public import CPregelABI

/// Sets the members of an object, in their order, each key once: a host refuses an object in which a key stands twice.
public struct ObjectWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<DraftMemory>

    @inlinable
    init(_ memory: UnsafeMutablePointer<DraftMemory>) { self.memory = memory }

    /// Sets a member.
    @inlinable
    public mutating func set(_ key: StaticString, to literal: StaticString) {
        memory.pointee.add(DraftMemory.text(key, memory), pregel_string(DraftMemory.text(literal, memory)))
    }

    /// Sets a member.
    @inlinable @_disfavoredOverload
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
        memory.pointee.add(DraftMemory.text(key, memory), writer.raw)
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
}
