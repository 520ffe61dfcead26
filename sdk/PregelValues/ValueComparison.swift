internal import CPregelABI

/// Compares trees of values.
///
/// It keeps its own stack, so no nesting overflows the thread's.
enum ValueComparison {
    /// Two arrays or two objects that are equal up to `next`.
    private struct Frame {
        let left: pregel_value
        let right: pregel_value
        private let leftOrder: [Int]?
        private let rightOrder: [Int]?
        var next = 0

        init(_ left: pregel_value, _ right: pregel_value, sorting: Bool) {
            self.left = left
            self.right = right
            let isObject = Int(left.kind) == PREGEL_OBJECT
            leftOrder = isObject && sorting ? KeyOrder.unlessAscending(left) : nil
            rightOrder = isObject && sorting ? KeyOrder.unlessAscending(right) : nil
        }

        var shared: Int { Int(min(left.count, right.count)) }

        /// The next child of both; an item is a member without a key.
        @inline(__always)
        var children: (pregel_member, pregel_member) {
            guard Int(left.kind) == PREGEL_ARRAY else {
                return (
                    left.u.members.unsafelyUnwrapped[leftOrder.map { $0[next] } ?? next],
                    right.u.members.unsafelyUnwrapped[rightOrder.map { $0[next] } ?? next]
                )
            }
            let none = pregel_make_str(nil, 0)
            return (
                pregel_member(key: none, value: left.u.items.unsafelyUnwrapped[next]),
                pregel_member(key: none, value: right.u.items.unsafelyUnwrapped[next])
            )
        }
    }

    /// Whether two trees are equal; stops at the first difference that it meets, the cheap ones first.
    static func isEqual(_ left: pregel_value, _ right: pregel_value) -> Bool {
        guard let scalars = scalarsEqual(left, right) else { return childrenEqual(left, right) }
        return scalars
    }

    private static func childrenEqual(_ left: pregel_value, _ right: pregel_value) -> Bool {
        var outer: [Frame] = []
        var frame = Frame(left, right, sorting: !hasSameKeys(left, right))
        while true {
            guard frame.next < frame.shared else {
                guard let next = outer.popLast() else { return true }
                frame = next
                continue
            }
            let (left, right) = frame.children
            frame.next += 1
            guard pregel_str_equal(left.key, right.key) else { return false }
            switch scalarsEqual(left.value, right.value) {
            case true?: continue
            case false?: return false
            case nil:
                outer.append(frame)
                frame = Frame(left.value, right.value, sorting: !hasSameKeys(left.value, right.value))
            }
        }
    }

    /// Whether two values are equal; `nil` where their children must tell.
    @inline(__always)
    private static func scalarsEqual(_ left: pregel_value, _ right: pregel_value) -> Bool? {
        let kind = Int(left.kind)
        guard rank(left) == rank(right) else { return false }
        guard kind >= PREGEL_STRING else { return scalarOrder(left, right) == 0 }
        guard left.count == right.count else { return false }
        // The same memory holds the same value: numbers are finite.
        if left.count == 0 || left.u.bytes == right.u.bytes { return true }
        guard kind == PREGEL_ARRAY || kind == PREGEL_OBJECT else { return scalarOrder(left, right) == 0 }
        return nil
    }

    /// Whether two objects of one size have the same keys in the same order, so that none need be sorted.
    private static func hasSameKeys(_ left: pregel_value, _ right: pregel_value) -> Bool {
        guard Int(left.kind) == PREGEL_OBJECT, let leftMembers = left.u.members, let rightMembers = right.u.members
        else { return true }
        return (0..<Int(left.count)).allSatisfy { pregel_str_equal(leftMembers[$0].key, rightMembers[$0].key) }
    }

    /// Below, at or above 0.
    static func order(_ left: pregel_value, _ right: pregel_value) -> Int {
        if let order = scalarOrder(left, right) { return order }
        var outer: [Frame] = []
        var frame = Frame(left, right, sorting: true)
        while true {
            guard frame.next < frame.shared else {
                if frame.left.count != frame.right.count { return frame.left.count < frame.right.count ? -1 : 1 }
                guard let next = outer.popLast() else { return 0 }
                frame = next
                continue
            }
            let (left, right) = frame.children
            frame.next += 1
            let keys = KeyOrder.compare(left.key, right.key)
            if keys != 0 { return keys }
            switch scalarOrder(left.value, right.value) {
            case 0?: continue
            case let order?: return order
            case nil:
                outer.append(frame)
                frame = Frame(left.value, right.value, sorting: true)
            }
        }
    }

    /// The order of two values; `nil` where both are arrays or both objects, whose children must tell.
    @inline(__always)
    private static func scalarOrder(_ left: pregel_value, _ right: pregel_value) -> Int? {
        let ranks = (rank(left), rank(right))
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? -1 : 1 }
        switch Int(left.kind) {
        case PREGEL_NULL: return 0
        case PREGEL_BOOL: return (left.u.b ? 1 : 0) - (right.u.b ? 1 : 0)
        case PREGEL_INT, PREGEL_FLOAT: return NumberComparison.order(left, right)
        case PREGEL_ARRAY, PREGEL_OBJECT: return nil
        default:
            return KeyOrder.compare(
                pregel_make_str(left.u.s, Int(left.count)), pregel_make_str(right.u.s, Int(right.count)))
        }
    }

    /// The place of a kind in the order; both kinds of numbers have one.
    @inline(__always)
    private static func rank(_ value: pregel_value) -> UInt8 {
        Int(value.kind) == PREGEL_FLOAT ? UInt8(PREGEL_INT) : value.kind
    }
}
