internal import CPregelABI

/// Copies trees that are as they should be, as fast as can be; whatever is odd is left to `ValueCopier`, which says what
/// is wrong, or parses what is text.
enum PlainCopy {
    /// Deeper ones are left to `ValueCopier`, which knows the limit.
    private static let maxDepth = 64

    /// A copy of a tree in foreign memory; `nil` where somebody should look closer.
    @inline(__always)
    static func copy(_ value: pregel_value) -> Value? {
        let size = size(of: value, 0)
        guard size >= 0 else { return nil }
        var target = CopyTarget(size: size)
        let raw = copy(value, &target)
        return Value(raw: raw, owner: target.owner)
    }

    /// The bytes that a copy takes; below 0 where somebody should look closer.
    private static func size(of value: pregel_value, _ depth: Int) -> Int {
        let count = Int(value.count)
        switch Int(value.kind) {
        case PREGEL_NULL, PREGEL_BOOL, PREGEL_INT: return 0
        case PREGEL_FLOAT: return value.u.f.isFinite ? 0 : -1
        case PREGEL_STRING: return isText(pregel_make_str(value.u.s, count)) ? rounded(count) : -1
        case PREGEL_ARRAY:
            guard count > 0 else { return 0 }
            guard depth < maxDepth, let items = value.u.items else { return -1 }
            var size = count * MemoryLayout<pregel_value>.stride
            for index in 0..<count {
                let item = self.size(of: items[index], depth + 1)
                if item < 0 { return -1 }
                size += item
            }
            return size
        case PREGEL_OBJECT:
            guard count > 0 else { return 0 }
            guard depth < maxDepth, let members = value.u.members else { return -1 }
            return size(of: members, count, depth)
        default: return -1
        }
    }

    private static func size(of members: UnsafePointer<pregel_member>, _ count: Int, _ depth: Int) -> Int {
        var size = count * MemoryLayout<pregel_member>.stride
        for index in 0..<count {
            let key = members[index].key
            let value = self.size(of: members[index].value, depth + 1)
            guard isText(key), value >= 0 else { return -1 }
            size += rounded(key.n) + value
        }
        return KeyTable.duplicates(members, count: count) == nil ? size : -1
    }

    private static func copy(_ value: pregel_value, _ target: inout CopyTarget) -> pregel_value {
        let count = Int(value.count)
        switch Int(value.kind) {
        case PREGEL_BOOL: return ValueCopier.bool(value)
        case PREGEL_INT: return pregel_int(value.u.i)
        case PREGEL_FLOAT: return pregel_float(value.u.f)
        case PREGEL_STRING: return pregel_string(copy(pregel_make_str(value.u.s, count), &target))
        case PREGEL_ARRAY:
            guard count > 0, let source = value.u.items else { return pregel_array(nil, 0) }
            let items = target.take(count * MemoryLayout<pregel_value>.stride)
                .assumingMemoryBound(to: pregel_value.self)
            for index in 0..<count { items[index] = copy(source[index], &target) }
            return pregel_array(items, value.count)
        case PREGEL_OBJECT:
            guard count > 0, let source = value.u.members else { return pregel_object(nil, 0) }
            let members = target.take(count * MemoryLayout<pregel_member>.stride)
                .assumingMemoryBound(to: pregel_member.self)
            for index in 0..<count {
                let key = copy(source[index].key, &target)
                members[index] = pregel_member(key: key, value: copy(source[index].value, &target))
            }
            return pregel_object(members, value.count)
        default: return pregel_null()
        }
    }

    @inline(__always)
    private static func copy(_ text: pregel_str, _ target: inout CopyTarget) -> pregel_str {
        guard text.n > 0, let source = text.p else { return pregel_make_str(nil, 0) }
        let place = target.take(text.n)
        place.copyMemory(from: source, byteCount: text.n)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), text.n)
    }

    /// Whether this is UTF-8 of a length that can be.
    @inline(__always)
    private static func isText(_ text: pregel_str) -> Bool {
        guard text.n > 0 else { return text.n == 0 }
        guard text.n <= Int(UInt32.max), let bytes = UnsafeRawPointer(text.p) else { return false }
        if Word.allBits(of: bytes, text.n) & Word.highBits == 0 { return true }
        return UTF8Check.firstFault(UnsafeRawBufferPointer(start: bytes, count: text.n)) == nil
    }

    @inline(__always)
    private static func rounded(_ count: Int) -> Int { (count + 7) & ~7 }
}
