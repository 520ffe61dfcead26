internal import CPregelABI
internal import Glibc

/// The order of keys: by bytes, and of two with one start the shorter one first.
enum KeyOrder {
    /// Below, at or above 0.
    @inline(__always)
    static func compare(_ left: pregel_str, _ right: pregel_str) -> Int {
        let shared = min(left.n, right.n)
        if shared > 0, let a = left.p, let b = right.p {
            // Most keys differ at once.
            if a[0] != b[0] { return UInt8(bitPattern: a[0]) < UInt8(bitPattern: b[0]) ? -1 : 1 }
            let order = memcmp(a, b, shared)
            if order != 0 { return Int(order) }
        }
        return left.n < right.n ? -1 : left.n > right.n ? 1 : 0
    }

    /// Whether the keys ascend, so that each is there once.
    @inline(__always)
    static func isAscending(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Bool {
        var place = 1
        while place < count {
            if compare(members[place - 1].key, members[place].key) >= 0 { return false }
            place += 1
        }
        return true
    }

    /// The places of the members in ascending order of their keys; of equal keys the first one first.
    static func ascending(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [Int] {
        (0..<count).sorted { left, right in
            let order = compare(members[left].key, members[right].key)
            return order == 0 ? left < right : order < 0
        }
    }

    /// The same of a whole object; `nil` where the members ascend as they are.
    static func unlessAscending(_ object: pregel_value) -> [Int]? {
        let count = Int(object.count)
        guard count > 1, let members = object.u.members, object.flags & UInt8(PREGEL_SORTED_KEYS) == 0,
            !isAscending(members, count)
        else { return nil }
        return ascending(members, count)
    }
}
