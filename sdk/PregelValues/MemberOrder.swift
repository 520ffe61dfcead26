internal import CPregelABI

/// An object's members in ascending order of their keys' bytes.
struct MemberOrder {
    private let members: UnsafePointer<pregel_member>?
    /// Where the members are; `nil` where they ascend as they are.
    private let places: [Int]?

    /// The order of the members; of a value that is no object, an empty one.
    init(of object: pregel_value, sorting: Bool = true) {
        members = Int(object.kind) == PREGEL_OBJECT ? object.u.members : nil
        guard sorting, let members, object.flags & UInt8(PREGEL_SORTED_KEYS) == 0,
            !KeyCheck.isAscending(members, Int(object.count))
        else {
            places = nil
            return
        }
        places = (0..<Int(object.count)).sorted { KeyCheck.order(members[$0].key, members[$1].key) < 0 }
    }

    /// The member at `index` of the order, which must be within the object.
    @inline(__always)
    subscript(index: Int) -> pregel_member {
        members.unsafelyUnwrapped[places.map { $0[index] } ?? index]
    }
}
