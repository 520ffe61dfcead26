package import PregelValues

/// One entry of a stream, as far as its order goes.
package struct StreamItem: Sendable {
    /// The names of the nodes of the nested graph that it comes from; empty for the root.
    package var path: [String]
    /// What tells the runs of those nodes from other runs of the same ones, a name for each.
    package var runs: [String]
    package var mode: String
    package var data: Value

    package init(path: [String], runs: [String], mode: String, data: Value) {
        self.path = path
        self.runs = runs
        self.mode = mode
        self.data = data
    }

    /// The entry as records have it.
    var value: Value { ["ns": .array(path.map { Value($0) }), "mode": Value(mode), "data": data] }
}

/// Brings a stream into the order that records have: concurrency leaves it open in part.
///
/// Between two `values` or `checkpoints` entries of a graph its other entries are sorted by their canonical JSON; after
/// them come the runs of its nested graphs, each in canonical order itself, sorted by canonical JSON too.
package struct CanonicalStream {
    /// An entry, or a nested run's entries, and the canonical JSON that decides about its place.
    private struct Part {
        var values: [Value]
        var text: [UInt8]

        init(_ entry: Value) {
            values = [entry]
            text = entry.canonicalBytes
        }

        /// A run's entries as one: a list of them, those of runs nested in it among them.
        init(_ parts: [Part]) {
            values = parts.flatMap(\.values)
            text = Value.array(values).canonicalBytes
        }
    }

    /// The entries of one graph's run that may still be moved.
    private var loose: [Part] = []
    /// The nested runs that have streamed since; in the order of their first entry.
    private var nested: [(runs: ArraySlice<String>, items: [StreamItem])] = []
    private var places: [ArraySlice<String>: Int] = [:]
    private var sorted: [Part] = []

    /// The entries in canonical order, as records have them.
    package static func sorted(_ items: [StreamItem]) -> [Value] { parts(items, depth: 0).flatMap(\.values) }

    private static func parts(_ items: [StreamItem], depth: Int) -> [Part] {
        var stream = CanonicalStream()
        for item in items { stream.add(item, depth: depth) }
        stream.settle(depth: depth)
        return stream.sorted
    }

    private mutating func add(_ item: StreamItem, depth: Int) {
        guard item.path.count == depth else { return addNested(item, depth: depth) }
        let part = Part(item.value)
        guard item.mode == "values" || item.mode == "checkpoints" else {
            loose.append(part)
            return
        }
        settle(depth: depth)
        sorted.append(part)
    }

    private mutating func addNested(_ item: StreamItem, depth: Int) {
        let runs = item.runs.prefix(depth + 1)
        if let place = places[runs] {
            nested[place].items.append(item)
        } else {
            places[runs] = nested.count
            nested.append((runs, [item]))
        }
    }

    /// Gives all that may be moved its place.
    private mutating func settle(depth: Int) {
        sorted += loose.sorted(by: Self.precedes)
        sorted += nested.map { Part(Self.parts($0.items, depth: depth + 1)) }.sorted(by: Self.precedes)
        loose.removeAll()
        nested.removeAll()
        places.removeAll()
    }

    private static func precedes(_ a: Part, _ b: Part) -> Bool { a.text.lexicographicallyPrecedes(b.text) }
}

extension Value {
    /// JSON that is the same for equal values: keys sorted, no spaces, `3.0` as `3`.
    var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        writeJSON(.canonical, to: &bytes)
        return bytes
    }

    /// As records have it: doubles that are whole are whole numbers, bytes are as JSON has them.
    var plain: Value {
        switch kind {
        case .double:
            guard let number = double, number.rounded() == number, abs(number) < 0x1p63 else { return self }
            return Value(Int(number))
        case .bytes: return (try? Value(json: canonicalBytes)) ?? self
        case .array: return .array(items.map(\.plain))
        case .object: return .object(members.map { (key: $0.key, value: $0.value.plain) })
        case .null, .bool, .int, .string: return self
        }
    }
}

extension Collection<Value> {
    /// Sorted by canonical JSON.
    func canonicallySorted() -> [Value] {
        map { (text: $0.canonicalBytes, value: $0) }.sorted { $0.text.lexicographicallyPrecedes($1.text) }.map(\.value)
    }
}
