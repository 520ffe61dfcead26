import PregelSDK

/// Adds counts up, word by word: what joins the parts of a count.
struct AddCounts: Reducer {
    init(config: NoConfig) {}

    func reduce(_ current: Value, _ update: Value) throws -> Value {
        // By bytes: to a String, two spellings of one character are equal.
        var added: [[UInt8]: Int] = [:]
        for (word, count) in try members(of: update) { added[Array(word.utf8)] = try whole(count, word) }
        var sums = ObjectBuilder(capacity: current.count + update.count)
        for (word, count) in try members(of: current) {
            let more = added.removeValue(forKey: Array(word.utf8))
            sums.set(word, to: try more.map { Value(try whole(count, word) + $0) } ?? count)
        }
        for (word, count) in update.members where added[Array(word.utf8)] != nil { sums.set(word, to: count) }
        return sums.finish()
    }

    private func members(of counts: Value) throws -> Value.Members {
        if counts.kind == .object { return counts.members }
        throw NodeError(kind: "TypeError", message: "counts are an object {word: n}, not \(counts.kind)")
    }

    private func whole(_ count: Value, _ word: String) throws -> Int {
        if let count = count.int { return count }
        throw NodeError(kind: "TypeError", message: "the count of \"\(word)\" is no whole number")
    }
}
