/// Owns one array in an `AppendBlock`, items of which point elsewhere than into leaves: the block, and those owners.
///
/// It keeps the owner of the array that this one grew from.
final class GrownArray: ValueOwner, @unchecked Sendable {
    let block: Unmanaged<AppendBlock>
    private var before: ValueOwner?
    private var added: ValueOwner?

    init(_ block: AppendBlock, before: ValueOwner?, added: ValueOwner?) {
        self.block = .passRetained(block)
        self.before = before
        self.added = added
    }

    deinit {
        ValueOwner.release(&added)
        ValueOwner.release(&before)
        block.release()
    }

    override func giveUp(to others: inout [ValueOwner]) {
        if let before { others.append(before) }
        if let added { others.append(added) }
        (before, added) = (nil, nil)
    }
}
