import CHostSystem
public import PregelValues

/// Keeps items in the process's memory (LangGraph `InMemoryStore`, STO-2). Usable from any thread.
///
/// Namespaces and keys stay in the order in which they came. A namespace stays listed once it has had an item.
public final class MemoryStore: Store, @unchecked Sendable {
    /// The items of a namespace.
    fileprivate struct Shelf {
        let namespace: [String]
        /// In the order in which their keys came.
        var items: [StoreItem] = []
        /// Where each key's item is.
        var places: [[UInt8]: Int] = [:]
    }

    private let lock = Lock()
    private var shelves: [Shelf] = []
    /// Where each namespace's shelf is. By bytes: strings that look alike are not the same.
    private var places: [[[UInt8]]: Int] = [:]

    /// Starts empty.
    public init() {}

    /// The item under a key; `nil` where there is none.
    public func item(_ namespace: [String], _ key: String) -> StoreItem? {
        lock.withLock {
            guard let shelf = places[namespace.map { Array($0.utf8) }],
                let place = shelves[shelf].places[Array(key.utf8)]
            else { return nil }
            return shelves[shelf].items[place]
        }
    }

    /// Keeps an object under a key, in place of what is there; `nil` deletes it.
    public func keep(_ namespace: [String], _ key: String, _ value: Value?) {
        let (labels, name, time) = (namespace.map { Array($0.utf8) }, Array(key.utf8), host_wall_clock_ns())
        lock.withLock {
            guard let value else {
                if let shelf = places[labels] { shelves[shelf].remove(name) }
                return
            }
            let shelf = places[labels] ?? shelves.count
            if shelf == shelves.count {
                places[labels] = shelf
                shelves.append(Shelf(namespace: namespace))
            }
            shelves[shelf].put(
                StoreItem(namespace: namespace, key: key, value: value, createdAt: time, updatedAt: time), name)
        }
    }

    /// The items whose namespaces begin as the query's does and that its filter lets through.
    public func find(_ query: StoreQuery) throws(Failure) -> [StoreItem] {
        let all = lock.withLock {
            shelves.filter { shelf in
                shelf.namespace.count >= query.namespace.count
                    && zip(shelf.namespace, query.namespace).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
            }.flatMap(\.items)
        }
        guard let filter = query.filter else { return all.page(query.offset, query.limit) }
        var found: [StoreItem] = []
        for item in all where try StoreFilter.accepts(item.value, filter) { found.append(item) }
        return found.page(query.offset, query.limit)
    }

    /// The namespaces that a query asks for, sorted.
    public func namespaces(_ query: NamespaceQuery) -> [[String]] {
        let all = lock.withLock { shelves.map(\.namespace) }
        var found = all.filter {
            StoreNamespace.matches($0, prefix: query.prefix) && StoreNamespace.matches($0, suffix: query.suffix)
        }
        if let depth = query.maxDepth {
            var known: Set<[[UInt8]]> = []
            found = found.map { Array($0.prefix(max(depth, 0))) }
                .filter { known.insert($0.map { Array($0.utf8) }).inserted }
        }
        return found.sorted(by: StoreNamespace.precedes).page(query.offset, query.limit)
    }
}

extension MemoryStore.Shelf {
    /// Puts an item where its key is, or behind all others.
    fileprivate mutating func put(_ item: StoreItem, _ key: [UInt8]) {
        if let place = places[key] {
            items[place] = item
        } else {
            places[key] = items.count
            items.append(item)
        }
    }

    /// Takes an item out.
    fileprivate mutating func remove(_ key: [UInt8]) {
        guard let place = places.removeValue(forKey: key) else { return }
        items.remove(at: place)
        for (other, index) in places where index > place { places[other] = index - 1 }
    }
}

extension Array {
    /// A part of a list: so many after so many.
    fileprivate func page(_ offset: Int, _ limit: Int) -> [Element] {
        Array(dropFirst(Swift.max(offset, 0)).prefix(Swift.max(limit, 0)))
    }
}
