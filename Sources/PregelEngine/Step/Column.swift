/// One column of a state's table, while somebody looks at it or changes it.
///
/// Nobody can keep it: it is valid as long as the access to the state that it was got by.
struct Column<Element>: ~Copyable {
    private let elements: UnsafeMutablePointer<Element>
    let count: Int

    init(_ elements: UnsafeMutablePointer<Element>, count: Int) {
        self.elements = elements
        self.count = count
    }

    var indices: Range<Int> { 0..<count }

    /// The elements, to look at. Valid until the state changes, is copied or gone.
    @inline(__always)
    var pointer: UnsafePointer<Element> { UnsafePointer(elements) }

    subscript(index: Int) -> Element {
        @inline(__always) _read { yield elements[checked(index)] }
        // Mutating, so that only a column which was got to change it can be changed.
        @inline(__always) _modify { yield &elements[checked(index)] }
    }

    @inline(__always)
    private func checked(_ index: Int) -> Int {
        precondition(index >= 0 && index < count, "an index within the column")
        return index
    }
}
