/// Owns one array in an `AppendBlock`: the block, and what its items point into.
///
/// Each array has its own, which keeps the one that it grew from. The block itself keeps nobody, so an array may be
/// appended to itself, or hold what was read from it, and is still freed.
final class GrownArray: ValueOwner, @unchecked Sendable {
    let block: AppendBlock
    private var before: ValueOwner?
    private var added: ValueOwner?

    init(_ block: AppendBlock, before: ValueOwner?, added: ValueOwner?) {
        self.block = block
        self.before = before
        self.added = added
    }

    deinit {
        ValueOwner.release(&added)
        ValueOwner.release(&before)
    }

    override func giveUp(to others: inout [ValueOwner]) {
        if let before { others.append(before) }
        if let added { others.append(added) }
        (before, added) = (nil, nil)
    }
}
