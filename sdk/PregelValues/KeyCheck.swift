internal import CPregelABI
internal import Glibc

/// Finds keys that an object has twice, in a time that grows with the object, not with its square.
struct KeyCheck: ~Copyable {
    /// Up to here each key is compared with each.
    private static let small = 16

    /// Slots in a row that a good hash never fills; keys made to collide do, and are sorted then.
    private static let longestProbe = 64

    /// Places in the object plus one, by hash; 0 where a slot is free.
    private var slots: [UInt32] = []

    /// Keys that a writer of a text chose must not foresee their slots.
    private static let seed = UInt64.random(in: .min ... .max)

    /// Whether the keys ascend by their bytes, so that each is there once.
    @inline(__always)
    static func isAscending(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Bool {
        var index = 1
        while index < count {
            if order(members[index - 1].key, members[index].key) >= 0 { return false }
            index += 1
        }
        return true
    }

    /// The first member with the key of one before it.
    mutating func firstDuplicate(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Int? {
        count <= KeyCheck.small ? KeyCheck.pairwise(members, count) : hashed(members, count)
    }

    /// Gives the last value of each key to its first member, closes the gaps, and counts what is left.
    mutating func keepLast(_ members: UnsafeMutablePointer<pregel_member>, _ count: Int) -> Int {
        let first = KeyCheck.firstPlaces(members, count)
        var kept = 0
        var places = [Int](repeating: 0, count: count)
        for index in 0..<count {
            if first[index] == index {
                places[index] = kept
                members[kept] = members[index]
                kept += 1
            } else {
                members[places[first[index]]].value = members[index].value
            }
        }
        return kept
    }

    private static func pairwise(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Int? {
        var index = 1
        while index < count {
            let key = members[index].key
            var other = 0
            while other < index {
                if members[other].key.n == key.n, pregel_str_equal(members[other].key, key) { return index }
                other += 1
            }
            index += 1
        }
        return nil
    }

    private mutating func hashed(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Int? {
        let size = 1 << (Int.bitWidth - (count * 2 - 1).leadingZeroBitCount)
        if slots.count < size { slots = [UInt32](repeating: 0, count: size) }
        let seed = KeyCheck.seed
        return slots.withUnsafeMutableBufferPointer { slots in
            for slot in 0..<size { slots[slot] = 0 }
            for index in 0..<count {
                let key = members[index].key
                var slot = KeyCheck.hash(key, seed) & (size - 1)
                var probes = 0
                while slots[slot] != 0 {
                    if pregel_str_equal(members[Int(slots[slot]) - 1].key, key) { return index }
                    probes += 1
                    if probes > KeyCheck.longestProbe { return KeyCheck.sorted(members, count) }
                    slot = (slot + 1) & (size - 1)
                }
                slots[slot] = UInt32(truncatingIfNeeded: index + 1)
            }
            return nil
        }
    }

    private static func sorted(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Int? {
        let first = firstPlaces(members, count)
        return (0..<count).first { first[$0] != $0 }
    }

    /// For each member, the first with its key.
    private static func firstPlaces(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [Int] {
        let ascending = (0..<count).sorted { left, right in
            let order = order(members[left].key, members[right].key)
            return order == 0 ? left < right : order < 0
        }
        var first = Array(0..<count)
        for (before, index) in zip(ascending, ascending.dropFirst())
        where pregel_str_equal(members[before].key, members[index].key) {
            first[index] = first[before]
        }
        return first
    }

    /// Below, at or above 0: by bytes, and of two with one start the shorter one first.
    @inline(__always)
    static func order(_ left: pregel_str, _ right: pregel_str) -> Int {
        let shared = min(left.n, right.n)
        if shared > 0, let a = left.p, let b = right.p {
            if a[0] != b[0] { return UInt8(bitPattern: a[0]) < UInt8(bitPattern: b[0]) ? -1 : 1 }
            let order = memcmp(a, b, shared)
            if order != 0 { return Int(order) }
        }
        return left.n < right.n ? -1 : left.n > right.n ? 1 : 0
    }

    @inline(__always)
    private static func hash(_ key: pregel_str, _ seed: UInt64) -> Int {
        var hash = seed ^ UInt64(truncatingIfNeeded: key.n) &* 0x9E37_79B9_7F4A_7C15
        guard let bytes = UnsafeRawPointer(key.p) else { return Int(truncatingIfNeeded: hash >> 20) }
        var offset = 0
        while offset + 8 <= key.n {
            hash = mix(hash ^ (bytes + offset).loadUnaligned(as: UInt64.self), seed)
            offset += 8
        }
        var last: UInt64 = 0
        while offset < key.n {
            last = last << 8 | UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self))
            offset += 1
        }
        return Int(truncatingIfNeeded: mix(hash ^ last, seed) >> 1)
    }

    /// Both halves of the product, so that every bit of the word and of the seed counts.
    @inline(__always)
    private static func mix(_ word: UInt64, _ seed: UInt64) -> UInt64 {
        let (high, low) = word.multipliedFullWidth(by: seed | 1)
        return high ^ low &* 0x9E37_79B9_7F4A_7C15
    }
}
