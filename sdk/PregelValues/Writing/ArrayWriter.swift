public import CPregelABI

/// Appends the items of an array.
public struct ArrayWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<DraftMemory>

    @inlinable
    init(_ memory: UnsafeMutablePointer<DraftMemory>) { self.memory = memory }

    /// Appends an item.
    @inlinable
    public mutating func append(_ literal: StaticString) {
        memory.pointee.add(pregel_string(DraftMemory.text(literal, memory)))
    }

    /// Appends an item.
    @inlinable @_disfavoredOverload
    public mutating func append(_ value: some WritableValue) { append { $0.put(value) } }

    /// Appends what `body` puts.
    @inlinable
    public mutating func append<E: Error>(_ body: (inout ValueWriter) throws(E) -> Void) throws(E) {
        var writer = ValueWriter(memory)
        try body(&writer)
        memory.pointee.add(writer.raw)
    }
}
