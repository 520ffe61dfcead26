/// What has a key of its own among others of its kind.
protocol Keyed: Sendable {
    associatedtype Key: Hashable, Sendable
    var key: Key { get }
}

/// Elements, each once, in the order in which they came to be known.
///
/// Most supersteps have a task or two: those are looked for one by one. Only many are worth an index.
struct KeyedList<Element: Keyed>: Sendable {
    private(set) var all: [Element] = []
    /// Where each element is, by its key; only where there are many.
    private var places: [Element.Key: Int] = [:]
    private static var few: Int { 8 }

    var isEmpty: Bool { all.isEmpty }

    subscript(key: Element.Key) -> Element? { place(of: key).map { all[$0] } }

    /// Keeps an element, in place of the earlier one of its key.
    mutating func keep(_ element: Element) {
        if let place = place(of: element.key) {
            all[place] = element
            return
        }
        all.append(element)
        if all.count == KeyedList.few + 1 {
            for place in all.indices { places[all[place].key] = place }
        } else if all.count > KeyedList.few {
            places[element.key] = all.count - 1
        }
    }

    /// Changes the element of a key, if there is one, and gives it; the key stays.
    mutating func changeKnown(_ key: Element.Key, _ change: (inout Element) -> Void) -> Element? {
        guard let place = place(of: key) else { return nil }
        change(&all[place])
        return all[place]
    }

    mutating func removeAll() {
        if all.isEmpty { return }
        all.clear()
        if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    }

    /// Keeps only those elements that are wanted.
    mutating func filter(_ isWanted: (Element) -> Bool) {
        let wanted = all.filter(isWanted)
        removeAll()
        for element in wanted { keep(element) }
    }

    private func place(of key: Element.Key) -> Int? {
        guard all.count > KeyedList.few else { return all.firstIndex { $0.key == key } }
        return places[key]
    }
}
