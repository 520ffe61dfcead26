extension Value {
    package func appending(_ items: Value) -> Value { .array(Array(self.items) + Array(items.items)) }
    package func merging(_ right: Value) -> Value {
        .object(Array(members) + Array(right.members))
    }
}
