import PregelValues

/// Becomes available once every one of its members was seen: a join (CH-9, CH-10).
///
/// Members are numbered by their place in the join. A deferred one waits, besides, for the end of the run.
struct NamedBarrier: Channel {
    private var seen: [Bool]
    private var missing: Int
    let isDeferred: Bool
    private var isFinished = false

    init(members: Int, deferred: Bool = false) {
        seen = Array(repeating: false, count: members)
        missing = members
        isDeferred = deferred
    }

    var value: Value? { isAvailable ? .null : nil }

    /// Whether all members were seen.
    var isAvailable: Bool { missing == 0 && (isFinished || !isDeferred) }

    /// A write is the number of a member.
    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        var changed = false
        for write in writes {
            guard let member = write.value.int, seen.indices.contains(member) else {
                throw ChannelRefusal(.invalidUpdate, "\(write.value) is no member of the join")
            }
            if note(member) { changed = true }
        }
        return changed
    }

    mutating func signal(_ members: UnsafeBufferPointer<JoinSignal>) -> Bool {
        var changed = false
        for signal in members where note(signal.member) { changed = true }
        return changed
    }

    /// Notes that a member has run; `false` where it had before, or where a checkpoint tells of one that there is not.
    private mutating func note(_ member: Int) -> Bool {
        guard seen.indices.contains(member), !seen[member] else { return false }
        seen[member] = true
        missing -= 1
        isFinished = false
        return true
    }

    mutating func consume() -> Bool {
        guard value != nil else { return false }
        seen = Array(repeating: false, count: seen.count)
        missing = seen.count
        isFinished = false
        return true
    }

    mutating func finish() -> Bool {
        guard isDeferred, !isFinished, missing == 0 else { return false }
        isFinished = true
        return true
    }

    var checkpoint: Value? {
        let members = Value.array(seen.indices.filter { seen[$0] }.map { Value($0) })
        return isDeferred ? [members, Value(isFinished)] : members
    }

    mutating func restore(_ saved: Value?) {
        self = NamedBarrier(members: seen.count, deferred: isDeferred)
        guard let saved else { return }
        let members = isDeferred ? saved.items.first ?? [] : saved
        for member in members.items {
            guard let member = member.int, seen.indices.contains(member), !seen[member] else { continue }
            seen[member] = true
            missing -= 1
        }
        if isDeferred, saved.items.count > 1 { isFinished = saved.items[1].bool ?? false }
    }
}
