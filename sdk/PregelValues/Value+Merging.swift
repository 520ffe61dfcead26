internal import CPregelABI

extension Value {
    /// This object with the members of another one: those win, and a key that is there keeps its place; of other kinds,
    /// `right` alone.
    ///
    /// Adding few new keys to the newest object of a row costs what is added and a look at each key; this object stays what
    /// it is.
    package func merging(_ right: Value) -> Value {
        guard kind == .object, right.kind == .object else { return right }
        if right.count == 0 { return self }
        if count == 0 { return right }
        return addsKeys(right.raw) ? growing(right) : replacing(right)
    }

    /// Whether an object has few members, and none has a key that is here.
    private func addsKeys(_ added: pregel_value) -> Bool {
        guard added.count <= 8, let own = raw.u.members, let members = added.u.members else { return false }
        return (0..<Int(added.count)).allSatisfy { KeyTable.place(of: members[$0].key, own, count: count) == nil }
    }

    /// This object with other keys behind its own.
    private func growing(_ right: Value) -> Value {
        guard let owner, let block = appendBlock, block.claim(right.count, behind: raw) else {
            return Value.newBlock(self, right)
        }
        block.fill(right.raw, at: count)
        let isKept = block.keep(right.unmanagedOwner)
        return Value(
            raw: block.value(count + right.count),
            owner: isKept ? owner : GrownValue(block, before: owner, added: right.owner))
    }

    /// The same where keys may be on both sides: in memory of its own.
    private func replacing(_ right: Value) -> Value {
        let total = count + right.count
        let arena = Arena(capacity: total * MemoryLayout<pregel_member>.stride)
        arena.keep(owner)
        arena.keep(right.owner)
        let place = arena.allocate(pregel_member.self, count: total)
        if let left = raw.u.members { place.update(from: left, count: count) }
        if let right = right.raw.u.members { (place + count).update(from: right, count: total - count) }
        let twice = KeyTable.duplicates(place, count: total) ?? []
        let kept = KeyTable.keepLast(place, total, twice)
        return Value(raw: pregel_object(place, UInt32(kept)), owner: arena).settled(in: arena)
    }

    /// This value without what it keeps alive but no longer uses.
    ///
    /// A row of merges would otherwise keep each object that there ever was. Half of the weight must be gone, and the weight
    /// must have doubled since the last look, so the copies cost no more than the merges themselves.
    private func settled(in arena: Arena) -> Value {
        guard arena.weight > arena.limit else { return self }
        guard let size = TreeCopy.size(of: raw, atMost: arena.weight / 2) else {
            arena.raise(limit: arena.weight * 2)
            return self
        }
        let copy = Arena(capacity: size)
        copy.raise(limit: size * 4)
        return Value(raw: TreeCopy.copy(raw, into: copy), owner: copy)
    }
}
