/// A list whose memory is used again, and that nobody can copy: adding and looking at elements asks nothing and counts no
/// reference, which an array does at each.
struct ReusedList<Element>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>?
    // Small numbers, so that all lists of a task stand close to each other.
    private var room: UInt32 = 0
    private var used: UInt32 = 0

    init() {}

    deinit {
        base?.deinitialize(count: count)
        base?.deallocate()
    }

    private var capacity: Int { Int(room) }
    private(set) var count: Int {
        @inline(__always) get { Int(used) }
        @inline(__always) set { used = UInt32(truncatingIfNeeded: newValue) }
    }
    var isEmpty: Bool { used == 0 }
    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> Element {
        @inline(__always) _read {
            precondition(index >= 0 && index < count, "an index within the list")
            yield base.unsafelyUnwrapped[index]
        }
        @inline(__always) _modify {
            precondition(index >= 0 && index < count, "an index within the list")
            yield &base.unsafelyUnwrapped[index]
        }
    }

    /// Where an element is. Valid until the list changes.
    @inline(__always)
    func address(of index: Int) -> UnsafePointer<Element> {
        precondition(index >= 0 && index < count, "an index within the list")
        return UnsafePointer(base.unsafelyUnwrapped + index)
    }

    @inline(__always)
    mutating func append(_ element: consuming Element) {
        if count == capacity { grow() }
        (base.unsafelyUnwrapped + count).initialize(to: element)
        count += 1
    }

    /// Forgets the elements, and keeps their memory.
    @inline(__always)
    mutating func removeAll() {
        // One by one: for the few elements of a superstep that costs less than one call for all.
        while count > 0 {
            count -= 1
            (base.unsafelyUnwrapped + count).deinitialize(count: 1)
        }
    }

    /// Moves all elements of another list behind these.
    @inline(__always)
    mutating func take(_ other: inout ReusedList) {
        guard other.count > 0 else { return }
        while count + other.count > capacity { grow() }
        (base.unsafelyUnwrapped + count).moveInitialize(from: other.base.unsafelyUnwrapped, count: other.count)
        count += other.count
        other.count = 0
    }

    /// Holds these elements instead.
    mutating func assign(_ elements: some Sequence<Element>) {
        removeAll()
        append(contentsOf: elements)
    }

    mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    func contains(where isWanted: (Element) -> Bool) -> Bool {
        for index in indices where isWanted(self[index]) { return true }
        return false
    }

    /// Runs `body` with the elements where they are.
    @inline(__always)
    func withElements<R>(_ body: (UnsafeBufferPointer<Element>) -> R) -> R {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    /// The elements in an array of their own.
    var array: [Element] { withElements(Array.init) }

    @inline(never)
    private mutating func grow() {
        room = UInt32(max(capacity * 2, 4))
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        if let base {
            larger.moveInitialize(from: base, count: count)
            base.deallocate()
        }
        base = larger
    }
}

extension ReusedList where Element: Sendable {
    /// The elements in a list of their own, of which there is seldom more than one.
    var short: ShortList<Element> { count == 1 ? .one(self[0]) : ShortList(array) }
}

extension ReusedList<Int> {
    /// The ids in a list of their own.
    var ids: IndexList { withElements { IndexList($0) } }
}
