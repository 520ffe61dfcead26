/// A list that never changes, in memory that its owner frees: looking at it counts no reference, which an array does.
struct Table<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    private let base: UnsafeMutablePointer<Element>
    let endIndex: Int
    var startIndex: Int { 0 }

    init(_ elements: some Collection<Element>) {
        base = .allocate(capacity: Swift.max(elements.count, 1))
        endIndex = elements.count
        for (index, element) in elements.enumerated() { (base + index).initialize(to: element) }
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < endIndex, "an index within the table")
            return base[index]
        }
    }

    /// Walks the memory itself: places are not checked one by one.
    @inline(__always)
    func makeIterator() -> UnsafeBufferPointer<Element>.Iterator {
        UnsafeBufferPointer(start: base, count: endIndex).makeIterator()
    }

    /// Runs `body` with the elements' bytes.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        body(UnsafeRawBufferPointer(UnsafeBufferPointer(start: base, count: endIndex)))
    }

    /// Gives the memory back; to be called at its owner's end.
    func free() { base.deallocate() }
}
