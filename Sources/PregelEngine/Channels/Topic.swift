import PregelValues

/// A list of what was written, in the last superstep or since the start (CH-6).
///
/// A write that is a list contributes its items. Available while it has any.
struct Topic: Channel {
    let accumulates: Bool
    private var list: Value?

    init(accumulate: Bool = false) { accumulates = accumulate }

    var value: Value? { list }

    mutating func update(_ writes: some Collection<ChannelWrite>) -> Bool {
        let hadItems = list != nil
        if !accumulates { list = nil }
        var added = false
        for write in writes {
            let items = write.value.kind == .array ? write.value : Value.array(CollectionOfOne(write.value))
            guard items.count > 0 else { continue }
            list = list.map { $0.appending(items) } ?? items
            added = true
        }
        return added || (!accumulates && hadItems)
    }

    mutating func restore(_ saved: Value?) { list = saved.flatMap { $0.count > 0 ? $0 : Optional.none } }
}
