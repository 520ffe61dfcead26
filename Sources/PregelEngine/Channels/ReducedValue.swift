import PregelValues

/// Combines writes with a reducer, from left to right in task order (CH-7, CH-8).
///
/// An overwrite replaces the value and counts alone in its superstep; two of them are an error.
struct ReducedValue: Channel {
    private(set) var value: Value?
    private let rule: Rule

    /// What does not change; shared, so that a copy of the channel is a small one.
    private final class Rule: Sendable {
        let reducer: any ReducerBody
        let initial: Value?

        init(_ reducer: any ReducerBody, initial: Value?) {
            self.reducer = reducer
            self.initial = initial
        }
    }

    init(_ reducer: Reducer, initial: Value?) {
        rule = Rule(reducer.body, initial: initial ?? reducer.start)
        value = rule.initial
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
        var combined = value
        for write in writes {
            guard let current = combined else {
                combined = write.value
                continue
            }
            do throws(Failure) {
                combined = try rule.reducer.reduce(current, write.value)
            } catch {
                throw ChannelRefusal(.invalidUpdate, error.message)
            }
        }
        value = combined
        return true
    }

    mutating func restore(_ saved: Value?) { value = saved ?? rule.initial }
}
