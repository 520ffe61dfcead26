public import CPregelABI

/// Puts one value. Whoever lends a writer hands the value on when the closure that it is lent to has returned.
///
/// What is put again replaces what was put before; where nothing is put, the value is null.
public struct ValueWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<DraftMemory>
    @usableFromInline var raw: pregel_value

    @inlinable @inline(__always)
    init(_ memory: UnsafeMutablePointer<DraftMemory>) {
        self.memory = memory
        raw = pregel_null()
    }

    /// Puts a value as it is.
    @inlinable
    public mutating func put(_ value: Value) {
        raw = value.owner == nil ? value.raw : memory.pointee.own(value)
    }

    /// Puts a string.
    @inlinable
    public mutating func put(_ string: String) { raw = pregel_string(memory.pointee.copy(string)) }

    /// Puts a literal: it stays where it is.
    @inlinable
    public mutating func put(_ literal: StaticString) { raw = pregel_string(memory.pointee.text(literal)) }

    /// Puts what writes itself.
    @inlinable
    public mutating func put(_ value: some WritableValue) { value.write(to: &self) }

    /// Puts an object, with the members that `body` sets.
    @inlinable
    public mutating func object<E: Error>(_ body: (inout ObjectWriter) throws(E) -> Void) throws(E) {
        let start = memory.pointee.begin()
        var object = ObjectWriter(memory)
        do throws(E) {
            try body(&object)
        } catch {
            memory.pointee.abandon(start)
            // What was put before may have moved.
            raw = pregel_null()
            throw error
        }
        raw = memory.pointee.object(start)
    }

    /// Puts an array, of what `body` appends.
    @inlinable
    public mutating func array<E: Error>(_ body: (inout ArrayWriter) throws(E) -> Void) throws(E) {
        let start = memory.pointee.begin()
        var array = ArrayWriter(memory)
        do throws(E) {
            try body(&array)
        } catch {
            memory.pointee.abandon(start)
            // What was put before may have moved.
            raw = pregel_null()
            throw error
        }
        raw = memory.pointee.array(start)
    }

    /// Puts a string made of parts.
    public mutating func text<E: Error>(_ body: (inout TextWriter) throws(E) -> Void) throws(E) {
        var text = TextWriter(memory)
        do throws(E) {
            try body(&text)
        } catch {
            _ = text.finish()
            raw = pregel_null()
            throw error
        }
        raw = text.finish()
    }
}

extension ValueWriter {
    /// What `body` puts. To be ended, but where `body` throws.
    package static func written(by body: (inout ValueWriter) throws -> Void) throws -> ValueWriter {
        var writer = ValueWriter(DraftMemory.borrow())
        do {
            try body(&writer)
            return writer
        } catch {
            writer.end()
            throw error
        }
    }

    /// Forgets the value: from here on it is not valid any more.
    package consuming func end() { DraftMemory.giveBack(memory) }

    /// What was put, valid until the writer is put to again or ends.
    package var value: pregel_value { raw }
}
