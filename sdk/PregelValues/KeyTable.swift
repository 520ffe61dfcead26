internal import CPregelABI

/// Finds keys that stand twice among the members of one object.
enum KeyTable {
    /// Pairs of places that have one key, the later ones ascending; `nil` where all differ.
    ///
    /// - Parameter longestProbe: Full slots in a row that a good hash does not meet. Keys that were made to fall into one
    ///   slot do, and are sorted instead: no text takes a time that grows with its square.
    static func duplicates(
        _ members: UnsafePointer<pregel_member>, count: Int, longestProbe: Int = 64
    ) -> [(earlier: Int, later: Int)]? {
        if count <= 1 { return nil }
        // So few mostly differ by their lengths and first bytes: nothing else is compared.
        if count <= 4, allDiffer(members, count) { return nil }
        if count > 4, KeyOrder.isAscending(members, count) { return nil }
        return count <= 12 ? pairwise(members, count) : hashed(members, count, longestProbe)
    }

    /// The first of few members that has this key.
    @inline(__always)
    static func place(of key: pregel_str, _ members: UnsafePointer<pregel_member>, count: Int) -> Int? {
        var place = 0
        while place < count {
            if members[place].key.n == key.n, pregel_str_equal(members[place].key, key) { return place }
            place += 1
        }
        return nil
    }

    /// Gives the last value of each key to its first member and closes the gaps; how many members are left.
    static func keepLast(
        _ members: UnsafeMutablePointer<pregel_member>, _ count: Int, _ twice: [(earlier: Int, later: Int)]
    ) -> Int {
        for (earlier, later) in twice { members[earlier].value = members[later].value }
        var kept = twice.first?.later ?? count
        var next = 0
        for place in kept..<count {
            if next < twice.count, twice[next].later == place {
                next += 1
            } else {
                members[kept] = members[place]
                kept += 1
            }
        }
        return kept
    }

    /// Whether 2 to 4 keys surely differ.
    @inline(__always)
    private static func allDiffer(_ members: UnsafePointer<pregel_member>, _ count: Int) -> Bool {
        let first = differ(members, members + 1)
        if count == 2 { return first }
        let third = differ(members, members + 2) && differ(members + 1, members + 2)
        if count == 3 { return first && third }
        return first && third && differ(members, members + 3) && differ(members + 1, members + 3)
            && differ(members + 2, members + 3)
    }

    @inline(__always)
    private static func differ(_ a: UnsafePointer<pregel_member>, _ b: UnsafePointer<pregel_member>) -> Bool {
        a.pointee.key.n != b.pointee.key.n || !pregel_str_equal(a.pointee.key, b.pointee.key)
    }

    private static func pairwise(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [(earlier: Int, later: Int)]?
    {
        var found: [(earlier: Int, later: Int)]?
        var later = 1
        while later < count {
            if let earlier = place(of: members[later].key, members, count: later) {
                found = found ?? []
                found?.append((earlier, later))
            }
            later += 1
        }
        return found
    }

    private static func hashed(
        _ members: UnsafePointer<pregel_member>, _ count: Int, _ longestProbe: Int
    ) -> [(earlier: Int, later: Int)]? {
        var size = 32
        while size < count * 2 { size *= 2 }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { slots in
            slots.initialize(repeating: -1)
            var found: [(earlier: Int, later: Int)]?
            for place in 0..<count {
                let key = members[place].key
                var slot = hash(key) & (size - 1)
                var probes = 0
                while slots[slot] >= 0, !pregel_str_equal(members[Int(slots[slot])].key, key) {
                    slot = (slot + 1) & (size - 1)
                    probes += 1
                    if probes > longestProbe { return sorted(members, count) }
                }
                if slots[slot] >= 0 {
                    found = found ?? []
                    found?.append((Int(slots[slot]), place))
                } else {
                    slots[slot] = Int32(place)
                }
            }
            return found
        }
    }

    private static func sorted(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [(earlier: Int, later: Int)]? {
        let places = KeyOrder.ascending(members, count)
        var found: [(earlier: Int, later: Int)] = []
        var earlier = places.first ?? 0
        for place in places.dropFirst() {
            if pregel_str_equal(members[earlier].key, members[place].key) {
                found.append((earlier, place))
            } else {
                earlier = place
            }
        }
        found.sort { $0.later < $1.later }
        return found.isEmpty ? nil : found
    }

    /// Other in each process, so that a text made for one slot in one of them is harmless in the next.
    private static let seed = UInt64.random(in: .min ... .max) | 1

    private static func hash(_ key: pregel_str) -> Int {
        let seed = seed
        var hash = seed ^ UInt64(truncatingIfNeeded: key.n) &* 0x9E37_79B9_7F4A_7C15
        guard let bytes = UnsafeRawPointer(key.p) else { return Int(truncatingIfNeeded: hash >> 1) }
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
        let (high, low) = word.multipliedFullWidth(by: seed)
        return high ^ low &* 0x9E37_79B9_7F4A_7C15
    }
}
