/// Keeps items that outlive threads. All methods may wait, and may be called by several threads at once.
public protocol Store: Component {
    /// The item; `nil` where there is none or it has expired.
    func get(_ namespace: [String], _ key: String) throws -> StoreItem?

    /// Keeps an object under a key; `nil` deletes it.
    func put(_ namespace: [String], _ key: String, _ value: Value?, lifetime: Duration?) throws

    /// Finds items.
    func search(_ query: StoreQuery) throws -> [StoreItem]

    /// The namespaces that begin as the query's does, sorted, cut off after `maxDepth` parts (0: not at all).
    func namespaces(_ query: StoreQuery, maxDepth: Int) throws -> [[String]]
}

/// An item of a store.
public struct StoreItem: Sendable, Codable {
    /// Where it is kept.
    public var namespace: [String]
    /// Its name there.
    public var key: String
    /// What is kept: an object.
    public var value: Value
    /// Nanoseconds since 1970, UTC.
    public var createdAt: Int64, updatedAt: Int64

    enum CodingKeys: String, CodingKey {
        case namespace, key, value
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// Makes an item.
    public init(namespace: [String], key: String, value: Value, createdAt: Int64, updatedAt: Int64) {
        self.namespace = namespace
        self.key = key
        self.value = value
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// What a search of a store asks for.
public struct StoreQuery: Sendable {
    /// The first parts of the namespace.
    public var namespace: [String]
    /// For a search by meaning; empty for none.
    public var text: String
    /// An object: a member is a value that the item's must equal, or `{"$gt": 3}` with `$eq`, `$ne`, `$gt`, `$gte`,
    /// `$lt` and `$lte`.
    public var filter: Value?
    /// The most to give, and how many to leave out first.
    public var limit: Int, offset: Int

    /// Makes a query.
    public init(namespace: [String], text: String = "", filter: Value? = nil, limit: Int = 10, offset: Int = 0) {
        self.namespace = namespace
        self.text = text
        self.filter = filter
        self.limit = limit
        self.offset = offset
    }
}
