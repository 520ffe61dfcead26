internal import CPregelABI

extension Value: Hashable, Comparable {
    /// Whether both are the same value: numbers count by what they are (`3 == 3.0`), an object's members in any order.
    public static func == (left: Value, right: Value) -> Bool {
        withExtendedLifetime((left.owner, right.owner)) { ValueComparison.isEqual(left.raw, right.raw) }
    }

    /// A total order that agrees with `==`: null, truth values, numbers, strings, bytes, arrays, objects.
    ///
    /// Strings and bytes compare byte by byte, arrays item by item, objects member by member in ascending order of
    /// their keys; what ends first comes first.
    public static func < (left: Value, right: Value) -> Bool {
        withExtendedLifetime((left.owner, right.owner)) { ValueComparison.order(left.raw, right.raw) < 0 }
    }

    public func hash(into hasher: inout Hasher) {
        withExtendedLifetime(owner) { ValueComparison.hash(raw, &hasher) }
    }
}
