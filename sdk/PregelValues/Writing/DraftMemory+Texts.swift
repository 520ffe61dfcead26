public import CPregelABI

/// Texts, and values as they are.
extension DraftMemory {
    /// A literal's bytes, which stay where they are.
    @inlinable @inline(__always)
    mutating func text(_ literal: StaticString) -> pregel_str {
        guard literal.hasPointerRepresentation else { return copy(literal.description) }
        return pregel_make_str(
            UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self), literal.utf8CodeUnitCount)
    }

    /// A text that lives as long as the draft.
    @usableFromInline
    mutating func copy(_ text: String) -> pregel_str { text.lendUTF8 { copy($0) } }

    /// A value that is put as it is: small texts are copied, of everything else the owner is kept.
    @usableFromInline
    mutating func own(_ value: Value) -> pregel_value {
        guard let owner = value.owner else { return value.raw }
        if Gathering.isShort(value.raw) { return pregel_string(copy(value.storage)) }
        kept.append(owner)
        return value.raw
    }

    @inline(__always)
    private mutating func copy(_ bytes: UnsafeRawBufferPointer) -> pregel_str {
        guard bytes.count > 0, let source = bytes.baseAddress else { return pregel_make_str(nil, 0) }
        let place = take((bytes.count + 7) & ~7)
        Word.copy(source, to: place, bytes.count)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    /// Adds bytes to the text that was begun last, at `start`; gives where it begins now.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer
    {
        guard bytes.count > 0, let source = bytes.baseAddress else { return start }
        var start = start
        if end - next < bytes.count {
            let size = next - start
            let block = block(size + bytes.count)
            block.copyMemory(from: start, byteCount: size)
            start = block
            next = block + size
        }
        Word.copy(source, to: next, bytes.count)
        next += bytes.count
        return start
    }

    /// Ends a text.
    mutating func text(from start: UnsafeMutableRawPointer) -> pregel_value {
        let count = next - start
        next = start + (count + 7) & ~7
        return pregel_string(pregel_make_str(count > 0 ? start.assumingMemoryBound(to: CChar.self) : nil, count))
    }
}
