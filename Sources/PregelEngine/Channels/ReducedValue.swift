import PregelValues

/// Combines writes with a reducer, from left to right in task order (CH-7, CH-8).
///
/// An overwrite replaces the value and counts alone in its superstep; two of them are an error.
struct ReducedValue: Channel {
    private(set) var value: Value?
    let rule: Rule

    /// What does not change; shared, so that a copy of the channel is a small one.
    final class Rule: Sendable {
        let reducer: any ReducerBody
        let initial: Value?
        /// Whether the reducer is the list's own `append`.
        let isAppend: Bool

        init(_ reducer: any ReducerBody, initial: Value?) {
            self.reducer = reducer
            self.initial = initial
            isAppend = reducer is Concatenation
        }
    }

    init(_ reducer: Reducer, initial: Value?) {
        rule = Rule(reducer.body, initial: initial ?? reducer.start)
        value = rule.initial
    }

    /// The channel with a value.
    init(_ rule: Rule, _ value: Value?) {
        self.rule = rule
        self.value = value
    }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        guard !writes.isEmpty else { return false }
        var overwrite: Value?
        for write in writes where write.isOverwrite {
            guard overwrite == nil else {
                throw ChannelRefusal(.invalidConcurrentUpdate, "it takes one overwrite in a superstep and got more")
            }
            overwrite = write.value
        }
        if let overwrite {
            value = overwrite
            return true
        }
        if rule.isAppend, let longer = appending(writes) {
            value = longer
            return true
        }
        var combined = value
        for write in writes {
            guard let current = combined else {
                combined = write.value
                continue
            }
            do throws(Failure) {
                combined = try rule.reducer.reduce(current, write.value)
            } catch {
                throw ChannelRefusal(error)
            }
        }
        value = combined
        return true
    }

    /// The list with many others behind it; `nil` where one of them is no list.
    private func appending(_ writes: some Collection<ChannelWrite>) -> Value? {
        guard writes.count > 1, let value, value.kind == .array else { return nil }
        var total = 0
        for write in writes {
            guard write.value.kind == .array else { return nil }
            total += write.value.count
        }
        var next = writes.startIndex
        return value.appending(writes.count, total: total) { _ in
            defer { writes.formIndex(after: &next) }
            return writes[next].value
        }
    }

    /// Takes what a checkpoint has, also one of a time when the channel was a delta.
    mutating func restore(_ saved: Value?) {
        guard let saved, DeltaValue.hasSaved(saved) else {
            value = saved ?? rule.initial
            return
        }
        value = DeltaValue.wholeValue(of: saved) ?? rule.initial
    }
}
