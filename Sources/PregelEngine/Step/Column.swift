/// A fixed number of elements. Copies share memory until one of them changes.
///
/// What an array is, but for one thing: whoever changes many elements asks once whether the memory is shared (`unique`),
/// and not at every one of them.
struct Column<Element: Sendable>: RandomAccessCollection, MutableCollection, @unchecked Sendable {
    private var storage: Storage
    /// The storage's own, here too: looking at an element does not touch the object.
    private var elements: UnsafeMutablePointer<Element>
    let endIndex: Int

    /// The elements, behind a header that says how many there are: one allocation.
    private final class Storage: ManagedBuffer<Int, Element> {
        static func make(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) -> Storage {
            let storage = unsafeDowncast(Storage.create(minimumCapacity: count) { _ in count }, to: Storage.self)
            fill(storage.elements)
            return storage
        }

        /// An object does not move, and so its elements do not either.
        var elements: UnsafeMutablePointer<Element> { withUnsafeMutablePointerToElements { $0 } }

        deinit {
            _ = withUnsafeMutablePointers { count, elements in elements.deinitialize(count: count.pointee) }
        }
    }

    init(repeating element: Element, count: Int) {
        storage = Storage.make(count: count) { $0.initialize(repeating: element, count: count) }
        elements = storage.elements
        endIndex = count
    }

    init(_ elements: [Element]) {
        storage = Storage.make(count: elements.count) { place in
            for index in elements.indices { (place + index).initialize(to: elements[index]) }
        }
        self.elements = storage.elements
        endIndex = elements.count
    }

    var startIndex: Int { 0 }

    subscript(index: Int) -> Element {
        @inline(__always) _read { yield elements[checked(index)] }
        @inline(__always) _modify {
            let place = checked(index)
            yield &unique()[place]
        }
    }

    /// The elements, to look at. Valid until this column changes, is copied or gone.
    @inline(__always)
    var pointer: UnsafePointer<Element> { UnsafePointer(elements) }

    /// The elements, after a copy where somebody else shares them. Valid until this column is copied or gone.
    @inline(__always)
    mutating func unique() -> UnsafeMutablePointer<Element> {
        if !isKnownUniquelyReferenced(&storage) { copy() }
        return elements
    }

    /// Whether nobody else shares the elements.
    var isUnshared: Bool {
        mutating get { isKnownUniquelyReferenced(&storage) }
    }

    @inline(never)
    private mutating func copy() {
        let shared = storage
        storage = Storage.make(count: endIndex) { $0.initialize(from: shared.elements, count: endIndex) }
        elements = storage.elements
    }

    @inline(__always)
    private func checked(_ index: Int) -> Int {
        precondition(index >= 0 && index < endIndex, "an index within the column")
        return index
    }
}
