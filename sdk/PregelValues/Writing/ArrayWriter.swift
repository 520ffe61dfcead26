public import CPregelABI

/// Appends the items of an array.
public struct ArrayWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<DraftMemory>

    @inlinable
    init(_ memory: UnsafeMutablePointer<DraftMemory>) { self.memory = memory }

    /// Appends an item.
    @inlinable @inline(__always)
    public mutating func append(_ literal: StaticString) {
        memory.pointee.add(pregel_string(memory.pointee.text(literal)))
    }

    /// Appends an item.
    @inlinable @inline(__always) @_disfavoredOverload
    public mutating func append(_ value: some WritableValue) { append { $0.put(value) } }

    /// Appends what `body` puts.
    @inlinable
    public mutating func append<E: Error>(_ body: (inout ValueWriter) throws(E) -> Void) throws(E) {
        var writer = ValueWriter(memory)
        try body(&writer)
        memory.pointee.add(writer.raw)
    }

    /// Appends an object, with the members that `body` sets.
    @inlinable
    public mutating func appendObject<E: Error>(_ body: (inout ObjectWriter) throws(E) -> Void) throws(E) {
        try append { writer throws(E) in try writer.object(body) }
    }

    /// Appends an array, of what `body` appends.
    @inlinable
    public mutating func appendArray<E: Error>(_ body: (inout ArrayWriter) throws(E) -> Void) throws(E) {
        try append { writer throws(E) in try writer.array(body) }
    }

    /// Appends a string made of parts.
    @inlinable
    public mutating func appendText<E: Error>(_ body: (inout TextWriter) throws(E) -> Void) throws(E) {
        try append { writer throws(E) in try writer.text(body) }
    }
}
