extension Value: Hashable {
    /// Whether two values are the same: numbers by value (`3 == 3.0`), objects whatever the order of their members.
    public static func == (a: Value, b: Value) -> Bool {
        withExtendedLifetime((a.owner, b.owner)) { ValueComparison.isEqual(a.raw, b.raw) }
    }

    /// Hashes so that equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        withExtendedLifetime(owner) { ValueHash.hash(raw, into: &hasher) }
    }
}

extension Value: Comparable {
    /// A total order: null, truth values, numbers, strings, bytes, arrays, objects; strings by their bytes.
    public static func < (a: Value, b: Value) -> Bool {
        withExtendedLifetime((a.owner, b.owner)) { ValueComparison.order(a.raw, b.raw) < 0 }
    }
}
