public import PregelValues

/// Keeps items that outlive threads (LangGraph `BaseStore`, STO-1). Usable from any thread.
///
/// Whoever uses a store calls `get`, `put`, `delete`, `search` and `listNamespaces`, which check what they are given. Whoever
/// makes one gives it the functions below. All of them may wait: a node that uses such a store needs `.blocking`.
public protocol Store: Sendable {
    /// The item under a key; `nil` where there is none.
    func item(_ namespace: [String], _ key: String) throws(Failure) -> StoreItem?

    /// Keeps an object under a key, in place of what is there; `nil` deletes it.
    func keep(_ namespace: [String], _ key: String, _ value: Value?) throws(Failure)

    /// The items that a query asks for.
    func find(_ query: StoreQuery) throws(Failure) -> [StoreItem]

    /// The namespaces that a query asks for.
    func namespaces(_ query: NamespaceQuery) throws(Failure) -> [[String]]
}

extension Store {
    /// The item under a key; `nil` where there is none.
    ///
    /// - Throws: `NODE_ERROR` of the kind `InvalidNamespaceError` for a label that is empty or has a period or a NUL.
    public func get(_ namespace: [String], _ key: String) throws(Failure) -> StoreItem? {
        try StoreNamespace.checkLabels(namespace)
        return try item(namespace, key)
    }

    /// Keeps an object under a key, in place of what is there; null deletes it.
    ///
    /// - Throws: `NODE_ERROR`: besides what `get` throws, of the kind `InvalidNamespaceError` for a namespace that is empty
    ///   or begins with "langgraph", and of the kind `TypeError` for a value that is no object.
    public func put(_ namespace: [String], _ key: String, _ value: Value) throws(Failure) {
        try StoreNamespace.check(namespace)
        guard value.isNull || value.kind == .object else {
            throw Failure(
                .nodeError, kind: "TypeError", message: "an item of a store must be an object, not \(value)",
                isTransient: false)
        }
        try keep(namespace, key, value.isNull ? nil : value)
    }

    /// Deletes what is under a key, if anything is.
    public func delete(_ namespace: [String], _ key: String) throws(Failure) {
        try StoreNamespace.checkLabels(namespace)
        try keep(namespace, key, nil)
    }

    /// Finds items.
    public func search(_ query: StoreQuery) throws(Failure) -> [StoreItem] {
        try StoreNamespace.checkLabels(query.namespace)
        return try find(query)
    }

    /// Finds namespaces.
    public func listNamespaces(_ query: NamespaceQuery = NamespaceQuery()) throws(Failure) -> [[String]] {
        try StoreNamespace.checkLabels(query.prefix)
        try StoreNamespace.checkLabels(query.suffix)
        return try namespaces(query)
    }
}

extension TaskContext {
    /// The run's store; `nil` where it has none, and once the attempt is over. Nested graphs have the root's.
    public var store: (any Store)? { guarded { isOver ? nil : run?.options.store } }
}
