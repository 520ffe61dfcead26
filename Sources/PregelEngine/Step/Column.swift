/// A fixed number of elements. Copies share memory until one of them changes.
///
/// What an array is, but for one thing: whoever changes many elements asks once whether the memory is shared (`unique`),
/// and not at every one of them.
struct Column<Element: Sendable>: RandomAccessCollection, MutableCollection, Sendable {
    private var storage: Storage

    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutablePointer<Element>
        let count: Int

        init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
            self.count = count
            elements = .allocate(capacity: Swift.max(count, 1))
            fill(elements)
        }

        deinit {
            elements.deinitialize(count: count)
            elements.deallocate()
        }
    }

    init(repeating element: Element, count: Int) {
        storage = Storage(count: count) { $0.initialize(repeating: element, count: count) }
    }

    init(_ elements: [Element]) {
        storage = Storage(count: elements.count) { place in
            for index in elements.indices { (place + index).initialize(to: elements[index]) }
        }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { storage.count }

    subscript(index: Int) -> Element {
        @inline(__always) _read { yield storage.elements[checked(index)] }
        @inline(__always) _modify {
            let place = checked(index)
            yield &unique()[place]
        }
    }

    /// The elements, to look at. Valid until this column changes, is copied or gone.
    @inline(__always)
    var pointer: UnsafePointer<Element> { UnsafePointer(storage.elements) }

    /// The elements, after a copy where somebody else shares them. Valid until this column is copied or gone.
    @inline(__always)
    mutating func unique() -> UnsafeMutablePointer<Element> {
        if !isKnownUniquelyReferenced(&storage) { copy() }
        return storage.elements
    }

    @inline(never)
    private mutating func copy() {
        let shared = storage
        storage = Storage(count: shared.count) { $0.initialize(from: shared.elements, count: shared.count) }
    }

    @inline(__always)
    private func checked(_ index: Int) -> Int {
        precondition(index >= 0 && index < storage.count, "an index within the column")
        return index
    }
}
