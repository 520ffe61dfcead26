/// Owns one array or object in an `AppendBlock`, parts of which point elsewhere than into leaves: the block, and those owners.
///
/// It keeps the owner of the value that this one grew from.
final class GrownValue: ValueOwner, @unchecked Sendable {
    let block: Unmanaged<AppendBlock>
    private var before: ValueOwner?
    private var added: ValueOwner?
    private let sums: (weight: Int, limit: Int)

    init(_ block: AppendBlock, before: ValueOwner?, added: ValueOwner?) {
        self.block = .passRetained(block)
        self.before = before
        self.added = added
        let hasBlock = before === block || (before as? GrownValue)?.block.toOpaque() == self.block.toOpaque()
        // What else is kept on two ways counts twice.
        sums = [hasBlock ? nil : block, before, added].reduce((0, 0)) { sums, owner in
            (min(sums.0 + (owner?.weight ?? 0), ValueOwner.heaviest), max(sums.1, owner?.limit ?? 0))
        }
    }

    deinit {
        ValueOwner.release(&added)
        ValueOwner.release(&before)
        block.release()
    }

    override var weight: Int { sums.weight }

    override var limit: Int { sums.limit }

    override func giveUp(to others: inout [ValueOwner]) {
        if let before { others.append(before) }
        if let added { others.append(added) }
        (before, added) = (nil, nil)
    }
}
