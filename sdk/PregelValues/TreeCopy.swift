internal import CPregelABI

/// Copies a tree of our own, which needs no check. It does not recurse, so no nesting can exhaust the stack.
enum TreeCopy {
    /// The bytes that a copy takes; `nil` where they are more than `limit`.
    static func size(of root: pregel_value, atMost limit: Int) -> Int? {
        var size = 0
        var stack = [root]
        while let next = stack.popLast() {
            let count = Int(next.count)
            switch Int(next.kind) {
            case PREGEL_STRING, PREGEL_BYTES: size += aligned(count)
            case PREGEL_ARRAY:
                size += count * MemoryLayout<pregel_value>.stride
                guard size <= limit, let items = next.u.items else { break }
                for index in 0..<count where hasMemory(items[index]) { stack.append(items[index]) }
            case PREGEL_OBJECT:
                size += count * MemoryLayout<pregel_member>.stride
                guard size <= limit, let members = next.u.members else { break }
                for index in 0..<count {
                    size += aligned(members[index].key.n)
                    if hasMemory(members[index].value) { stack.append(members[index].value) }
                }
            default: break
            }
            if size > limit { return nil }
        }
        return size
    }

    /// Copies a tree.
    static func copy(_ root: pregel_value, into arena: Arena) -> pregel_value {
        var result = root
        withUnsafeMutablePointer(to: &result) { result in
            var stack = [result]
            while let place = stack.popLast() { own(place, arena, &stack) }
        }
        return result
    }

    /// Moves what a value points to into the arena, and notes which values in there still point elsewhere.
    private static func own(
        _ place: UnsafeMutablePointer<pregel_value>, _ arena: Arena, _ stack: inout [UnsafeMutablePointer<pregel_value>]
    ) {
        let count = Int(place.pointee.count)
        switch Int(place.pointee.kind) {
        case PREGEL_STRING, PREGEL_BYTES:
            let bytes = arena.copy(UnsafeRawBufferPointer(start: place.pointee.u.bytes, count: count))
            place.pointee.u.bytes = UnsafePointer(bytes.assumingMemoryBound(to: UInt8.self))
        case PREGEL_ARRAY:
            guard let source = place.pointee.u.items else { return }
            let items = arena.allocate(pregel_value.self, count: count)
            items.update(from: source, count: count)
            for index in 0..<count where hasMemory(items[index]) { stack.append(items + index) }
            place.pointee.u.items = UnsafePointer(items)
        case PREGEL_OBJECT:
            guard let source = place.pointee.u.members else { return }
            let members = arena.allocate(pregel_member.self, count: count)
            members.update(from: source, count: count)
            for index in 0..<count {
                let key = members[index].key
                let name = arena.copy(UnsafeRawBufferPointer(start: key.p, count: key.n))
                members[index].key.p = UnsafePointer(name.assumingMemoryBound(to: CChar.self))
                if hasMemory(members[index].value) { stack.append(value(of: members + index)) }
            }
            place.pointee.u.members = UnsafePointer(members)
        default: break
        }
    }

    /// Where the value of a member stands.
    private static func value(of member: UnsafeMutablePointer<pregel_member>) -> UnsafeMutablePointer<pregel_value> {
        (UnsafeMutableRawPointer(member) + MemoryLayout<pregel_str>.stride).assumingMemoryBound(to: pregel_value.self)
    }

    /// Whether a value points to anything.
    private static func hasMemory(_ value: pregel_value) -> Bool {
        value.kind >= UInt8(PREGEL_STRING) && value.count > 0
    }

    private static func aligned(_ count: Int) -> Int { (count + 7) & ~7 }
}
