internal import CPregelABI

/// Hashes values so that equal ones hash alike. It does not recurse, and looks at the beginning of large values only.
enum ValueHash {
    /// The most items of one array, and the most values of a whole tree, that count.
    private static let (itemLimit, limit) = (16, 256)

    static func hash(_ root: pregel_value, into hasher: inout Hasher) {
        var stack = [root]
        var left = limit
        while left > 0, let next = stack.popLast() {
            left -= 1
            switch Int(next.kind) {
            case PREGEL_ARRAY:
                hasher.combine(next.count)
                for index in 0..<min(Int(next.count), itemLimit) { stack.append(next.u.items.unsafelyUnwrapped[index]) }
            case PREGEL_OBJECT:
                hasher.combine(next.count)
                hasher.combine(members(next))
            default: scalar(next, into: &hasher)
            }
        }
    }

    /// A sum, for the order of members must not matter.
    private static func members(_ object: pregel_value) -> Int {
        var sum = 0
        for index in 0..<Int(object.count) {
            let member = object.u.members.unsafelyUnwrapped[index]
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(start: member.key.p, count: member.key.n))
            scalar(member.value, into: &hasher)
            sum &+= hasher.finalize()
        }
        return sum
    }

    /// A scalar; of an array or object its size alone.
    private static func scalar(_ value: pregel_value, into hasher: inout Hasher) {
        switch Int(value.kind) {
        case PREGEL_BOOL: hasher.combine(value.u.b)
        case PREGEL_INT: hasher.combine(Double(value.u.i))
        case PREGEL_FLOAT: hasher.combine(value.u.f)
        case PREGEL_STRING, PREGEL_BYTES:
            hasher.combine(bytes: UnsafeRawBufferPointer(start: value.u.bytes, count: Int(value.count)))
        case PREGEL_ARRAY, PREGEL_OBJECT: hasher.combine(value.count)
        default: hasher.combine(value.kind)
        }
    }
}
