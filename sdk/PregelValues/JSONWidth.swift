internal import CPregelABI

/// How many bytes a value takes on one line of pretty JSON, counted without writing it.
enum JSONWidth {
    /// Whether a value takes no more than `limit`. Looks at no more of it than it must.
    static func fits(_ root: pregel_value, _ limit: Int) -> Bool {
        var left = limit
        var stack = [root]
        while let next = stack.popLast() {
            // Each byte, item and member takes one at least, so that nothing large is looked at.
            let count = Int(next.count)
            if count > left { return false }
            switch Int(next.kind) {
            case PREGEL_ARRAY, PREGEL_OBJECT:
                left -= 2 + max(count - 1, 0) * 2  // Brackets, and a comma and a space between two.
                for place in 0..<count { stack.append(child(next, place, &left)) }
            default: left -= scalar(next)
            }
            if left < 0 { return false }
        }
        return true
    }

    /// An item, or a member's value; its key is counted.
    private static func child(_ value: pregel_value, _ place: Int, _ left: inout Int) -> pregel_value {
        if Int(value.kind) == PREGEL_ARRAY { return value.u.items.unsafelyUnwrapped[place] }
        let member = value.u.members.unsafelyUnwrapped[place]
        left -= 2  // The colon and a space.
        left -=
            member.key.n > left
            ? member.key.n : string(UnsafeRawBufferPointer(start: member.key.p, count: member.key.n))
        return member.value
    }

    private static func scalar(_ value: pregel_value) -> Int {
        switch Int(value.kind) {
        case PREGEL_BOOL: value.u.b ? 4 : 5
        case PREGEL_INT: String(value.u.i).utf8.count
        case PREGEL_FLOAT: value.u.f.description.utf8.count
        case PREGEL_STRING: string(UnsafeRawBufferPointer(start: value.u.s, count: Int(value.count)))
        case PREGEL_BYTES: "{\"$bytes\":\"\"}".utf8.count + (Int(value.count) + 2) / 3 * 4
        default: 4
        }
    }

    private static func string(_ text: UnsafeRawBufferPointer) -> Int {
        text.reduce(2) { length, byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: length + 2
            case 0..<0x20: length + 6
            default: length + 1
            }
        }
    }
}
