internal import CPregelABI
internal import Glibc

extension Value: Hashable {
    /// Whether two values are the same: numbers by value (`3 == 3.0`), objects whatever the order of their members.
    public static func == (a: Value, b: Value) -> Bool {
        withExtendedLifetime((a.owner, b.owner)) { ValueOrder.compare(a.raw, b.raw) == 0 }
    }

    /// Hashes so that equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        withExtendedLifetime(owner) { ValueHash.hash(raw, into: &hasher) }
    }
}

extension Value: Comparable {
    /// A total order: null, truth values, numbers, strings, bytes, arrays, objects; strings by their bytes.
    public static func < (a: Value, b: Value) -> Bool {
        withExtendedLifetime((a.owner, b.owner)) { ValueOrder.compare(a.raw, b.raw) < 0 }
    }
}

/// The order of values. It does not recurse, so no nesting can exhaust the stack.
enum ValueOrder {
    /// Below 0, 0 or above 0, as `a` comes before, with or after `b`.
    static func compare(_ a: pregel_value, _ b: pregel_value) -> Int {
        var stack = [(a, b)]
        while let (a, b) = stack.popLast() {
            let order = rank(a) - rank(b)
            if order != 0 { return order }
            let found: Int
            switch Int(a.kind) {
            case PREGEL_BOOL: found = (a.u.b ? 1 : 0) - (b.u.b ? 1 : 0)
            case PREGEL_INT, PREGEL_FLOAT: found = numbers(a, b)
            case PREGEL_STRING, PREGEL_BYTES: found = bytes(a.u.s, Int(a.count), b.u.s, Int(b.count))
            case PREGEL_ARRAY: found = arrays(a, b, &stack)
            case PREGEL_OBJECT: found = objects(a, b, &stack)
            default: found = 0
            }
            if found != 0 { return found }
        }
        return 0
    }

    private static func rank(_ value: pregel_value) -> Int {
        value.kind == UInt8(PREGEL_FLOAT) ? Int(PREGEL_INT) : Int(value.kind)
    }

    private static func numbers(_ a: pregel_value, _ b: pregel_value) -> Int {
        switch (Int(a.kind), Int(b.kind)) {
        case (PREGEL_INT, PREGEL_INT): return a.u.i < b.u.i ? -1 : a.u.i > b.u.i ? 1 : 0
        case (PREGEL_INT, _): return -mixed(b.u.f, a.u.i)
        case (_, PREGEL_INT): return mixed(a.u.f, b.u.i)
        default: return a.u.f < b.u.f ? -1 : a.u.f > b.u.f ? 1 : 0
        }
    }

    /// A double against a whole number, exact also where the number has no double of its own.
    private static func mixed(_ double: Double, _ int: Int64) -> Int {
        if double >= 0x1p63 { return 1 }
        if double < -0x1p63 { return -1 }
        let whole = Int64(double)
        if whole != int { return whole < int ? -1 : 1 }
        let rest = double - Double(whole)
        return rest < 0 ? -1 : rest > 0 ? 1 : 0
    }

    private static func bytes(
        _ a: UnsafePointer<CChar>?, _ aCount: Int, _ b: UnsafePointer<CChar>?, _ bCount: Int
    ) -> Int {
        let common = min(aCount, bCount)
        if common > 0, let a, let b, a != b {
            let order = memcmp(a, b, common)
            if order != 0 { return Int(order) }
        }
        return aCount - bCount
    }

    private static func arrays(
        _ a: pregel_value, _ b: pregel_value, _ stack: inout [(pregel_value, pregel_value)]
    ) -> Int {
        if a.u.items == b.u.items, a.count == b.count { return 0 }
        guard let left = a.u.items, let right = b.u.items else { return Int(a.count) - Int(b.count) }
        // Items first, the shorter one first where all are equal: a marker of the lengths lies below the items.
        if a.count != b.count { stack.append((pregel_int(Int64(a.count)), pregel_int(Int64(b.count)))) }
        for index in (0..<Int(min(a.count, b.count))).reversed() { stack.append((left[index], right[index])) }
        return 0
    }

    private static func objects(
        _ a: pregel_value, _ b: pregel_value, _ stack: inout [(pregel_value, pregel_value)]
    ) -> Int {
        if a.u.members == b.u.members, a.count == b.count { return 0 }
        guard let left = a.u.members, let right = b.u.members else { return Int(a.count) - Int(b.count) }
        let leftOrder = sorted(left, Int(a.count))
        let rightOrder = sorted(right, Int(b.count))
        if a.count != b.count { stack.append((pregel_int(Int64(a.count)), pregel_int(Int64(b.count)))) }
        var pairs: [(pregel_value, pregel_value)] = []
        for index in 0..<min(leftOrder.count, rightOrder.count) {
            let x = left[leftOrder[index]]
            let y = right[rightOrder[index]]
            pairs.append((pregel_string(x.key), pregel_string(y.key)))
            pairs.append((x.value, y.value))
        }
        stack += pairs.reversed()
        return 0
    }

    private static func sorted(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [Int] {
        let order = Array(0..<count)
        let isSorted = (1..<max(count, 1)).allSatisfy { place in
            let (a, b) = (members[place - 1].key, members[place].key)
            return bytes(a.p, a.n, b.p, b.n) < 0
        }
        if isSorted { return order }
        return order.sorted { bytes(members[$0].key.p, members[$0].key.n, members[$1].key.p, members[$1].key.n) < 0 }
    }
}
