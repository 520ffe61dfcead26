internal import CPregelABI

/// Finds members of one object by their keys, many at a time.
struct KeyPlaces {
    private let members: UnsafePointer<pregel_member>?
    private let count: Int
    /// The places in ascending order of the keys; `nil` where looking at all members is less work than sorting.
    private let ascending: [Int]?

    /// - Parameter lookups: How many keys will be looked for.
    init(of object: pregel_value, expecting lookups: Int) {
        members = object.u.members
        count = Int(object.count)
        ascending = lookups > 4 && count > 16 ? KeyPlaces.sorted(object.u.members, count) : nil
    }

    /// Where the member with this key is.
    func place(of key: pregel_str) -> Int? {
        guard let members else { return nil }
        guard let ascending else { return (0..<count).first { pregel_str_equal(members[$0].key, key) } }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let order = KeyCheck.order(members[ascending[middle]].key, key)
            if order == 0 { return ascending[middle] }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private static func sorted(_ members: UnsafePointer<pregel_member>?, _ count: Int) -> [Int]? {
        guard let members else { return nil }
        return (0..<count).sorted { KeyCheck.order(members[$0].key, members[$1].key) < 0 }
    }
}
