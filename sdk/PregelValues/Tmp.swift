extension Value {
    package func appending(_ items: Value) -> Value { .array(Array(self.items) + Array(items.items)) }
    package func merging(_ right: Value) -> Value {
        .object(Array(members) + Array(right.members))
    }
}
extension Value: Hashable {
    public static func == (a: Value, b: Value) -> Bool { a.description == b.description }
    public func hash(into h: inout Hasher) { h.combine(description) }
}
extension Value { public static func < (a: Value, b: Value) -> Bool { (a.double ?? 0) < (b.double ?? 0) } }
