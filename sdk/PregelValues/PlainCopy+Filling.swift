internal import CPregelABI

/// Copying small foreign trees in one pass, which checks what it copies: into memory that is there already, as far as it
/// reaches. What comes of it is thrown away where something is odd.
extension PlainCopy {
    /// Copies a value to `place`, and what it points to to `next`; gives where the next bytes go, `nil` where there is no
    /// room or somebody should look closer.
    ///
    /// It recurses no deeper than containers fit into the memory.
    @inline(__always)
    static func fill(
        _ value: UnsafeRawPointer, to place: UnsafeMutableRawPointer, _ next: UnsafeMutableRawPointer,
        _ end: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        let head = word(value)
        let content = word(value + 8)
        let kind = kind(head)
        if kind < PREGEL_STRING {
            guard kind != PREGEL_FLOAT || Double(bitPattern: content).isFinite else { return nil }
            storeScalar(kind, content, to: place)
            return next
        }
        let count = count(head)
        place.storeBytes(of: head & essentials, as: UInt64.self)
        let isPlain = kind == PREGEL_STRING || kind == PREGEL_ARRAY || kind == PREGEL_OBJECT
        guard isPlain, count > 0, let source = UnsafeRawPointer(bitPattern: UInt(content)) else {
            place.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
            return isPlain && count == 0 ? next : nil
        }
        place.storeBytes(of: next, toByteOffset: 8, as: UnsafeMutableRawPointer.self)
        if kind == PREGEL_STRING { return fillText(source, count, next, end) }
        return kind == PREGEL_ARRAY ? fillItems(source, count, next, end) : fillMembers(source, count, next, end)
    }

    @inline(__always)
    private static func fillText(
        _ text: UnsafeRawPointer, _ count: Int, _ place: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        guard UInt(bitPattern: count) <= UInt(bitPattern: end - place) else { return nil }
        let bits = Word.copyNoting(text, to: place, count)
        if bits & Word.highBits != 0, !isUTF8(place, count) { return nil }
        return place + rounded(count)
    }

    @inline(never)
    private static func isUTF8(_ text: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        UTF8Check.firstFault(UnsafeRawBufferPointer(start: text, count: count)) == nil
    }

    @inline(never)
    private static func fillItems(
        _ source: UnsafeRawPointer, _ count: Int, _ place: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        let size = count &* valueSize
        guard size <= end - place else { return nil }
        let items = place + size
        var (from, to, next) = (source, place, items)
        while to < items {
            guard let after = fill(from, to: to, next, end) else { return nil }
            next = after
            from += valueSize
            to += valueSize
        }
        return next
    }

    @inline(never)
    private static func fillMembers(
        _ source: UnsafeRawPointer, _ count: Int, _ place: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        let size = count &* memberSize
        guard size <= end - place else { return nil }
        let members = place + size
        var (from, to, next) = (source, place, members)
        while to < members {
            let length = Int(truncatingIfNeeded: word(from + 8))
            if length != 0 {
                guard let text = UnsafeRawPointer(bitPattern: UInt(word(from))),
                    let after = fillText(text, length, next, end)
                else { return nil }
                to.storeBytes(of: next, as: UnsafeMutableRawPointer.self)
                next = after
            } else {
                to.storeBytes(of: 0, as: UInt64.self)
            }
            to.storeBytes(of: UInt64(truncatingIfNeeded: length), toByteOffset: 8, as: UInt64.self)
            guard let after = fill(from + keySize, to: to + keySize, next, end) else { return nil }
            next = after
            from += memberSize
            to += memberSize
        }
        let typed = UnsafeRawPointer(place).assumingMemoryBound(to: pregel_member.self)
        return KeyTable.duplicates(typed, count: count) == nil ? next : nil
    }
}
