/// Owns one array or object in an `AppendBlock`, parts of which point elsewhere than into leaves: the block, and those owners.
///
/// It keeps the owner of the value that this one grew from.
final class GrownValue: ValueOwner, @unchecked Sendable {
    let block: Unmanaged<AppendBlock>
    private var before: ValueOwner?
    private var added: ValueOwner?
    /// What it keeps besides the block, whose weight grows.
    private let rest: (weight: Int, limit: Int)

    init(_ block: AppendBlock, before: ValueOwner?, added: ValueOwner?) {
        self.block = .passRetained(block)
        self.before = before
        self.added = added
        // What else is kept on two ways counts twice.
        let earlier = GrownValue.rest(of: before, besides: block)
        rest = (
            min(earlier.weight + (added?.weight ?? 0), ValueOwner.heaviest), max(earlier.limit, added?.limit ?? 0)
        )
    }

    private static func rest(of owner: ValueOwner?, besides block: AppendBlock) -> (weight: Int, limit: Int) {
        guard let owner, owner !== block else { return (0, 0) }
        if let grown = owner as? GrownValue, grown.block.toOpaque() == Unmanaged.passUnretained(block).toOpaque() {
            return grown.rest
        }
        return (owner.weight, owner.limit)
    }

    deinit {
        ValueOwner.release(&added)
        ValueOwner.release(&before)
        block.release()
    }

    /// An array weighs nothing, as its block.
    override var weight: Int {
        block._withUnsafeGuaranteedRef { $0.isArray ? 0 : min(rest.weight + $0.weight, ValueOwner.heaviest) }
    }

    override var limit: Int { max(rest.limit, block._withUnsafeGuaranteedRef { $0.limit }) }

    override func giveUp(to others: inout [ValueOwner]) {
        if let before { others.append(before) }
        if let added { others.append(added) }
        (before, added) = (nil, nil)
    }
}
