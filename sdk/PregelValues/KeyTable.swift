internal import CPregelABI
internal import Glibc

/// Finds keys that stand twice among the members of one object.
enum KeyTable {
    /// Pairs of places that have one key, the later ones ascending; `nil` where all differ.
    static func duplicates(
        _ members: UnsafePointer<pregel_member>, count: Int
    ) -> [(earlier: Int, later: Int)]? {
        count <= 12 ? pairwise(members, count) : hashed(members, count)
    }

    private static func pairwise(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [(earlier: Int, later: Int)]?
    {
        var found: [(earlier: Int, later: Int)]?
        var later = 1
        while later < count {
            let key = members[later].key
            var earlier = 0
            while earlier < later {
                if members[earlier].key.n == key.n, pregel_str_equal(members[earlier].key, key) {
                    found = found ?? []
                    found?.append((earlier, later))
                    break
                }
                earlier += 1
            }
            later += 1
        }
        return found
    }

    private static func hashed(_ members: UnsafePointer<pregel_member>, _ count: Int) -> [(earlier: Int, later: Int)]? {
        var size = 32
        while size < count * 2 { size *= 2 }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { slots in
            slots.initialize(repeating: -1)
            var found: [(earlier: Int, later: Int)]?
            for place in 0..<count {
                let key = members[place].key
                var slot = hash(key) & (size - 1)
                while slots[slot] >= 0, !pregel_str_equal(members[Int(slots[slot])].key, key) {
                    slot = (slot + 1) & (size - 1)
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

    /// Seeded, so that nobody can choose keys that all fall into one slot.
    private static func hash(_ key: pregel_str) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(start: key.p, count: key.n))
        return hasher.finalize()
    }
}
