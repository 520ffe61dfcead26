extension Value: CustomStringConvertible {
    package func appending(_ items: Value) -> Value { .array(Array(self.items) + Array(items.items)) }
    package func merging(_ right: Value) -> Value {
        .object(Array(members) + Array(right.members))
    }
    public var description: String {
        switch kind {
        case .null: "null"
        case .bool: "\(bool!)"
        case .int: "\(int!)"
        case .double: "\(double!)"
        case .string: "\"\(string!)\""
        case .bytes: "bytes"
        case .array: "[" + items.map(\.description).joined(separator: ",") + "]"
        case .object: "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        }
    }
}
extension Value: Hashable {
    public static func == (a: Value, b: Value) -> Bool { a.description == b.description }
    public func hash(into h: inout Hasher) { h.combine(description) }
}
extension Value { public static func < (a: Value, b: Value) -> Bool { (a.double ?? 0) < (b.double ?? 0) } }
