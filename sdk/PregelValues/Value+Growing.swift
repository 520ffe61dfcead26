internal import CPregelABI

extension Value {
    /// The items of this array and those of another behind them.
    ///
    /// A list that grows by one again and again is not copied again and again: the newest one grows in place. What is no
    /// array has no items.
    package func appending(_ more: Value) -> Value {
        guard Int(more.raw.kind) == PREGEL_ARRAY, let added = more.raw.u.items, more.count > 0 else { return self }
        guard Int(raw.kind) == PREGEL_ARRAY, let start = raw.u.items, count > 0 else { return more }
        let total = count + more.count
        precondition(total <= Int(UInt32.max), "an array of at most 2^32 - 1 items")
        let buffer: AppendBuffer
        if let shared = appendBuffer, UnsafePointer(shared.items) == start, shared.claim(more.count, behind: count) {
            buffer = shared
        } else {
            buffer = AppendBuffer(capacity: max(total * 2, 8), claiming: total)
            buffer.fill(from: 0, start, count: count, owner: owner)
        }
        buffer.fill(from: count, added, count: more.count, owner: more.owner)
        withExtendedLifetime((owner, more.owner)) {}
        return Value(raw: pregel_array(buffer.items, UInt32(total)), owner: buffer)
    }

    private var appendBuffer: AppendBuffer? {
        guard let owner, type(of: owner) == AppendBuffer.self else { return nil }
        return unsafeDowncast(owner, to: AppendBuffer.self)
    }

    /// The members of this object and those of another; of two with one key the other's value holds, at this one's place.
    ///
    /// Values are shared, not merged with each other. What is no object has no members.
    package func merging(_ right: Value) -> Value {
        guard Int(right.raw.kind) == PREGEL_OBJECT, let added = right.raw.u.members, right.count > 0 else {
            return self
        }
        guard Int(raw.kind) == PREGEL_OBJECT, let members = raw.u.members, count > 0 else { return right }
        let places = KeyPlaces(of: raw, expecting: right.count)
        var replacements = [Int](repeating: -1, count: count)
        var news: [Int] = []
        for index in 0..<right.count {
            if let place = places.place(of: added[index].key) {
                replacements[place] = index
            } else {
                news.append(index)
            }
        }
        var keyBytes = 0
        for index in 0..<count { keyBytes += members[index].key.n }
        for index in news { keyBytes += added[index].key.n }
        let merged = MergedObject(capacity: count + news.count, keyBytes: keyBytes)
        for (index, other) in replacements.enumerated() {
            let value = other < 0 ? (members + index).value : (added + other).value
            merged.append(members[index].key, value, other < 0 ? owner : right.owner)
        }
        for index in news { merged.append(added[index].key, (added + index).value, right.owner) }
        withExtendedLifetime((owner, right.owner)) {}
        var object = pregel_object(merged.members, UInt32(merged.count))
        if KeyCheck.isAscending(merged.members, merged.count) { object.flags = UInt8(PREGEL_SORTED_KEYS) }
        return Value(raw: object, owner: merged)
    }
}
