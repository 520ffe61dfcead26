internal import CPregelABI

/// Copies trees that are as they should be, as fast as can be; whatever is odd is left to `ValueCopier`, which says what
/// is wrong, or parses what is text.
///
/// Most trees are a list or an object of scalars and short texts: what stands in a container is looked at there, and only
/// a further container is a call. A value is read and written as the two words that it is.
enum PlainCopy {
    /// Deeper ones are left to `ValueCopier`, which knows the limit.
    private static let maxDepth = 64

    /// A copy of a tree in foreign memory; `nil` where somebody should look closer.
    @inline(__always)
    static func copy(_ source: UnsafePointer<pregel_value>) -> Value? {
        let source = UnsafeRawPointer(source)
        let size = size(of: source, 0)
        guard size <= Value.copyLimit else { return nil }
        // An empty text, array or object has no memory.
        if size == 0 { return Value(raw: pregel_make_value(UInt8(kind(word(source))), 0), owner: nil) }
        let memory = TreeMemory(size: size)
        var raw = pregel_value()
        withUnsafeMutablePointer(to: &raw) { _ = copy(source, to: UnsafeMutableRawPointer($0), memory.next) }
        return Value(raw: raw, owner: memory.owner)
    }

    // MARK: The two words of a value

    static let valueSize = MemoryLayout<pregel_value>.stride
    static let memberSize = MemoryLayout<pregel_member>.stride
    static let keySize = MemoryLayout<pregel_str>.stride
    /// The kind and the count, without flags and tag.
    static let essentials: UInt64 = 0xFFFF_FFFF_0000_00FF

    @inline(__always)
    static func word(_ place: UnsafeRawPointer) -> UInt64 { place.load(as: UInt64.self) }

    @inline(__always)
    static func kind(_ head: UInt64) -> Int { Int(truncatingIfNeeded: head & 0xFF) }

    @inline(__always)
    static func count(_ head: UInt64) -> Int { Int(truncatingIfNeeded: head >> 32) }

    @inline(__always)
    static func target(_ value: UnsafeRawPointer) -> UnsafeRawPointer? {
        UnsafeRawPointer(bitPattern: UInt(word(value + 8)))
    }

    @inline(__always)
    static func rounded(_ count: Int) -> Int { (count &+ 7) & ~7 }

    // MARK: Checking and measuring

    /// Stands for a size where somebody should look closer: more than any limit, and a few of them still add up.
    private static let odd = 1 << 58

    /// The bytes that a copy takes; more than `Value.copyLimit` where somebody should look closer. What is shared counts once
    /// for each copy, so each container stops at the limit: the way to its end may be longer than anybody's life.
    @inline(__always)
    private static func size(of value: UnsafeRawPointer, _ depth: Int) -> Int {
        let head = word(value)
        switch kind(head) {
        case PREGEL_NULL, PREGEL_BOOL, PREGEL_INT: return 0
        case PREGEL_FLOAT: return (value + 8).load(as: Double.self).isFinite ? 0 : odd
        case PREGEL_STRING: return textSize(target(value), count(head))
        case PREGEL_ARRAY: return itemsSize(target(value), count(head), depth)
        case PREGEL_OBJECT: return membersSize(target(value), count(head), depth)
        default: return odd
        }
    }

    @inline(never)
    private static func itemsSize(_ items: UnsafeRawPointer?, _ count: Int, _ depth: Int) -> Int {
        guard count > 0 else { return 0 }
        guard depth < maxDepth, var item = items else { return odd }
        var size = count &* valueSize
        let end = item + size
        while item < end {
            size &+= self.size(of: item, depth &+ 1)
            if size > Value.copyLimit { return odd }
            item += valueSize
        }
        return size
    }

    @inline(never)
    private static func membersSize(_ members: UnsafeRawPointer?, _ count: Int, _ depth: Int) -> Int {
        guard count > 0 else { return 0 }
        guard depth < maxDepth, let members else { return odd }
        var size = count &* memberSize
        let end = members + size
        var member = members
        while member < end {
            let key = textSize(
                UnsafeRawPointer(bitPattern: UInt(word(member))), Int(truncatingIfNeeded: word(member + 8)))
            let value = self.size(of: member + keySize, depth &+ 1)
            size &+= key &+ value
            if size > Value.copyLimit { return odd }
            member += memberSize
        }
        let typed = members.assumingMemoryBound(to: pregel_member.self)
        return KeyTable.duplicates(typed, count: count) == nil ? size : odd
    }

    /// The bytes that a text takes; `odd` where it is no UTF-8 of a length that can be.
    @inline(__always)
    private static func textSize(_ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        guard count > 0 else { return count == 0 ? 0 : odd }
        guard let bytes, count <= Value.copyLimit else { return odd }
        if Word.allBits(of: bytes, count) & Word.highBits == 0 { return rounded(count) }
        return foreignTextSize(bytes, count)
    }

    /// The same of a text that is not ASCII.
    @inline(never)
    private static func foreignTextSize(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        UTF8Check.firstFault(UnsafeRawBufferPointer(start: bytes, count: count)) == nil ? rounded(count) : odd
    }

    /// Stores a value that points to nothing. Of a truth value one byte counts, of null none.
    @inline(__always)
    static func storeScalar(_ kind: Int, _ content: UInt64, to place: UnsafeMutableRawPointer) {
        let isNumber = kind > PREGEL_BOOL
        place.storeBytes(of: UInt64(truncatingIfNeeded: kind), as: UInt64.self)
        place.storeBytes(
            of: isNumber ? content : kind == PREGEL_BOOL && content & 0xFF != 0 ? 1 : 0, toByteOffset: 8,
            as: UInt64.self)
    }

    // MARK: Copying what was checked

    /// Copies a value to `place`, and what it points to to `next`; gives where the next bytes go.
    @inline(__always)
    private static func copy(
        _ value: UnsafeRawPointer, to place: UnsafeMutableRawPointer, _ next: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        let head = word(value)
        let kind = kind(head)
        guard kind >= PREGEL_STRING else {
            storeScalar(kind, word(value + 8), to: place)
            return next
        }
        let count = count(head)
        place.storeBytes(of: head & essentials, as: UInt64.self)
        guard count > 0, let source = target(value) else {
            place.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
            return next
        }
        place.storeBytes(of: next, toByteOffset: 8, as: UnsafeMutableRawPointer.self)
        if kind == PREGEL_STRING {
            Word.copy(source, to: next, count)
            return next + rounded(count)
        }
        return kind == PREGEL_ARRAY ? copyItems(source, count, to: next) : copyMembers(source, count, to: next)
    }

    @inline(never)
    private static func copyItems(
        _ source: UnsafeRawPointer, _ count: Int, to place: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        var next = place + count &* valueSize
        var (from, to) = (source, place)
        let end = next
        while to < end {
            next = copy(from, to: to, next)
            from += valueSize
            to += valueSize
        }
        return next
    }

    @inline(never)
    private static func copyMembers(
        _ source: UnsafeRawPointer, _ count: Int, to place: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        var next = place + count &* memberSize
        var (from, to) = (source, place)
        let end = next
        while to < end {
            let length = Int(truncatingIfNeeded: word(from + 8))
            if length > 0, let text = UnsafeRawPointer(bitPattern: UInt(word(from))) {
                to.storeBytes(of: next, as: UnsafeMutableRawPointer.self)
                Word.copy(text, to: next, length)
                next += rounded(length)
            } else {
                to.storeBytes(of: 0, as: UInt64.self)
            }
            to.storeBytes(of: UInt64(truncatingIfNeeded: length), toByteOffset: 8, as: UInt64.self)
            next = copy(from + keySize, to: to + keySize, next)
            from += memberSize
            to += memberSize
        }
        return next
    }
}
