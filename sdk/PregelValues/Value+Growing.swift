internal import CPregelABI

extension Value {
    /// This array with the items of another one behind it; of other kinds, `added` alone.
    ///
    /// Growing the newest array of a row costs what is added, over time; this array stays what it is.
    package func appending(_ added: Value) -> Value {
        guard kind == .array, added.kind == .array else { return added }
        if added.count == 0 { return self }
        if count == 0 { return added }
        if let block = appendBlock, block.claim(added.count, behind: self) {
            block.fill(added, at: count)
            let isKept = added.isFlat || block.keep(added.owner)
            let longer = isKept ? owner : GrownArray(block, before: owner, added: added.owner)
            return Value(raw: block.array(count + added.count), owner: longer)
        }
        let block = AppendBlock(self, more: added.count)
        block.fill(added, at: count)
        let isOwner = (isFlat || block.keep(owner)) && (added.isFlat || block.keep(added.owner))
        return Value(
            raw: block.array(count + added.count),
            owner: isOwner ? block : GrownArray(block, before: owner, added: added.owner))
    }

    /// This array with the items of many others behind it, in one go.
    ///
    /// - Parameters:
    ///   - arrays: How many there are.
    ///   - total: How many items they have together.
    ///   - array: Each of them; they must all be arrays.
    package func appending(_ arrays: Int, total: Int, _ array: (Int) -> Value) -> Value {
        guard total > 0 else { return self }
        var longer: ValueOwner?
        let block: AppendBlock
        if let own = appendBlock, own.claim(total, behind: self) {
            (block, longer) = (own, owner)
        } else {
            block = AppendBlock(self, more: total)
            longer = isFlat || block.keep(owner) ? block : GrownArray(block, before: owner, added: nil)
        }
        var place = count
        for index in 0..<arrays {
            let added = array(index)
            block.fill(added, at: place)
            place += added.count
            if !added.isFlat, !block.keep(added.owner) {
                longer = GrownArray(block, before: longer, added: added.owner)
            }
        }
        return Value(raw: block.array(place), owner: longer)
    }

    /// Whether this is an array of few items none of which points to anything: they need no owner.
    private var isFlat: Bool {
        guard count <= 8, let items = raw.u.items else { return false }
        for index in 0..<count where items[index].kind >= UInt8(PREGEL_STRING) { return false }
        return true
    }

    /// The block that this array may have grown in.
    var appendBlock: AppendBlock? {
        guard let owner else { return nil }
        if type(of: owner) == AppendBlock.self { return unsafeDowncast(owner, to: AppendBlock.self) }
        return (owner as? GrownArray)?.block
    }

    /// This object with the members of another one: those win, and a key that is there keeps its place.
    package func merging(_ right: Value) -> Value {
        guard kind == .object, right.kind == .object else { return right }
        if right.count == 0 { return self }
        let total = count + right.count
        let arena = Arena(capacity: total * MemoryLayout<pregel_member>.stride)
        arena.keep(owner)
        arena.keep(right.owner)
        let place = arena.allocate(pregel_member.self, count: total)
        if let left = raw.u.members { place.update(from: left, count: count) }
        if let right = right.raw.u.members { (place + count).update(from: right, count: total - count) }
        var kept = total
        if let twice = KeyTable.duplicates(place, count: total) {
            var isLater = Array(repeating: false, count: total)
            for (earlier, later) in twice {
                place[earlier].value = place[later].value
                isLater[later] = true
            }
            kept = count
            for index in count..<total where !isLater[index] {
                place[kept] = place[index]
                kept += 1
            }
        }
        return Value(raw: pregel_object(place, UInt32(kept)), owner: arena).settled(in: arena)
    }

    /// This value without what it keeps alive but no longer uses.
    ///
    /// A row of merges would otherwise keep each object that there ever was. Half of the weight must be gone, and the weight
    /// must have doubled since the last look, so the copies cost no more than the merges themselves.
    private func settled(in arena: Arena) -> Value {
        guard arena.weight > arena.limit else { return self }
        guard let size = TreeCopy.size(of: raw, atMost: arena.weight / 2) else {
            arena.limit = arena.weight * 2
            return self
        }
        let copy = Arena(capacity: size)
        copy.limit = max(copy.limit, size * 4)
        return Value(raw: TreeCopy.copy(raw, into: copy), owner: copy)
    }
}
