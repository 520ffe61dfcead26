public import PregelValues

/// An item of a store (LangGraph `Item`).
public struct StoreItem: Sendable, Equatable {
    /// Where it is kept.
    public var namespace: [String]
    /// Its name there.
    public var key: String
    /// What is kept: an object.
    public var value: Value
    /// When it was put, in nanoseconds since 1970.
    public var createdAt: Int64
    /// When it was changed; LangGraph's store in memory makes an item anew with each put.
    public var updatedAt: Int64

    /// Makes an item.
    public init(namespace: [String], key: String, value: Value, createdAt: Int64, updatedAt: Int64) {
        self.namespace = namespace
        self.key = key
        self.value = value
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
