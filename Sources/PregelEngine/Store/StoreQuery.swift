public import PregelValues

/// What a search of a store asks for (LangGraph `SearchOp`).
public struct StoreQuery: Sendable {
    /// The first labels of the items' namespaces.
    public var namespace: [String]
    /// For stores that search by meaning; others ignore it.
    public var text: String
    /// An object: what members of an item must be, or `{"$gt": 3}` with `$eq`, `$ne`, `$gt`, `$gte`, `$lt` and `$lte`. Of
    /// an object only the members that are named count; what an item does not have is null.
    public var filter: Value?
    /// The most that are wanted.
    public var limit: Int
    /// How many to leave out first.
    public var offset: Int

    /// Makes a query.
    public init(_ namespace: [String], text: String = "", filter: Value? = nil, limit: Int = 10, offset: Int = 0) {
        self.namespace = namespace
        self.text = text
        self.filter = filter
        self.limit = limit
        self.offset = offset
    }
}

/// Which namespaces of a store are asked for (LangGraph `ListNamespacesOp`).
public struct NamespaceQuery: Sendable {
    /// How they begin; "*" stands for any label.
    public var prefix: [String]
    /// How they end; "*" stands for any label.
    public var suffix: [String]
    /// After how many labels they are cut; `nil` for never. Those that are the same then are given once.
    public var maxDepth: Int?
    /// The most that are wanted.
    public var limit: Int
    /// How many to leave out first.
    public var offset: Int

    /// Makes a query.
    public init(
        prefix: [String] = [], suffix: [String] = [], maxDepth: Int? = nil, limit: Int = 100, offset: Int = 0
    ) {
        self.prefix = prefix
        self.suffix = suffix
        self.maxDepth = maxDepth
        self.limit = limit
        self.offset = offset
    }
}
