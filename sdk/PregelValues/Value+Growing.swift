internal import CPregelABI

extension Value {
    /// This array with the items of another one behind it; of other kinds, `added` alone.
    ///
    /// Growing the newest array of a row costs what is added, over time; this array stays what it is.
    package func appending(_ added: Value) -> Value {
        withUnsafePointer(to: self) { array in
            withUnsafePointer(to: added) { Value.append($0, to: array) ?? $0.pointee }
        }
    }

    /// The same of values by address, which counts no more references than the longer array takes; `nil` where one of them
    /// is no array.
    package static func append(_ added: UnsafePointer<Value>, to array: UnsafePointer<Value>) -> Value? {
        let (left, right) = (array.pointee.raw, added.pointee.raw)
        guard left.kind == UInt8(PREGEL_ARRAY), right.kind == UInt8(PREGEL_ARRAY) else { return nil }
        if right.count == 0 { return array.pointee }
        if left.count == 0 { return added.pointee }
        let grown = owner(array)?._withUnsafeGuaranteedRef { owner -> Value? in
            appendBlock(owner)?._withUnsafeGuaranteedRef { block in
                guard block.claim(Int(right.count), behind: left) else { return nil }
                block.fill(right, at: Int(left.count))
                let isKept = isFlat(right) || block.keep(self.owner(added))
                return Value(
                    raw: block.value(Int(left.count) + Int(right.count)),
                    owner: isKept ? owner : GrownValue(block, before: owner, added: added.pointee.owner))
            }
        }
        return grown ?? newBlock(array.pointee, added.pointee)
    }

    /// The start of a row of longer arrays or objects.
    static func newBlock(_ value: Value, _ added: Value) -> Value {
        let block = AppendBlock(value, more: added.count)
        block.fill(added.raw, at: value.count)
        let isOwner =
            (isFlat(value.raw) || block.keep(value.unmanagedOwner))
            && (isFlat(added.raw) || block.keep(added.unmanagedOwner))
        return Value(
            raw: block.value(value.count + added.count),
            owner: isOwner ? block : GrownValue(block, before: value.owner, added: added.owner))
    }

    /// The owner of a value by address, not counted. It stands behind the C struct.
    @inline(__always)
    private static func owner(_ value: UnsafePointer<Value>) -> Unmanaged<ValueOwner>? {
        (UnsafeRawPointer(value) + MemoryLayout<pregel_value>.size).load(as: Unmanaged<ValueOwner>?.self)
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
        if let own = appendBlock, own.claim(total, behind: raw) {
            (block, longer) = (own, owner)
        } else {
            block = AppendBlock(self, more: total)
            longer =
                Value.isFlat(raw) || block.keep(unmanagedOwner)
                ? block : GrownValue(block, before: owner, added: nil)
        }
        var place = count
        for index in 0..<arrays {
            let added = array(index)
            block.fill(added.raw, at: place)
            place += added.count
            let isKept = withExtendedLifetime(added) { Value.isFlat(added.raw) || block.keep(added.unmanagedOwner) }
            if !isKept { longer = GrownValue(block, before: longer, added: added.owner) }
        }
        return Value(raw: block.value(place), owner: longer)
    }

    /// Whether this is an array of few items none of which points to anything: they need no owner.
    static func isFlat(_ array: pregel_value) -> Bool {
        guard array.kind == UInt8(PREGEL_ARRAY), array.count <= 8, let items = array.u.items else { return false }
        for index in 0..<Int(array.count) where items[index].kind >= UInt8(PREGEL_STRING) { return false }
        return true
    }

    /// The block that this array or object may have grown in.
    var appendBlock: AppendBlock? {
        owner.flatMap { Value.appendBlock($0)?.takeUnretainedValue() }
    }

    /// The same of its owner, not counted: the owner keeps it.
    @inline(__always)
    private static func appendBlock(_ owner: ValueOwner) -> Unmanaged<AppendBlock>? {
        if type(of: owner) == AppendBlock.self {
            return .fromOpaque(Unmanaged.passUnretained(owner).toOpaque())
        }
        guard type(of: owner) == GrownValue.self else { return nil }
        return unsafeDowncast(owner, to: GrownValue.self).block
    }
}
