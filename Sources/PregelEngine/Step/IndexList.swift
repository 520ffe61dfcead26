/// A short list of ids that is written anew in every superstep. Copies share memory until one of them changes.
///
/// What an array is, but for one thing: looking at it does not touch the object that holds its memory.
struct IndexList: RandomAccessCollection, ExpressibleByArrayLiteral, @unchecked Sendable {
    private var storage: Storage?
    /// The storage's own, here too.
    private var elements: UnsafeMutablePointer<Int>?
    private(set) var endIndex = 0

    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutablePointer<Int>
        let capacity: Int

        init(capacity: Int) {
            self.capacity = capacity
            elements = .allocate(capacity: capacity)
        }

        deinit { elements.deallocate() }
    }

    init() {}

    init(_ ids: some Sequence<Int>) { for id in ids { append(id) } }

    init(arrayLiteral ids: Int...) { self.init(ids) }

    var startIndex: Int { 0 }

    subscript(index: Int) -> Int {
        @inline(__always) get {
            precondition(index >= 0 && index < endIndex, "an index within the list")
            return elements.unsafelyUnwrapped[index]
        }
    }

    @inline(__always)
    mutating func append(_ id: Int) {
        if !isKnownUniquelyReferenced(&storage) || endIndex == storage.unsafelyUnwrapped.capacity { makeRoom() }
        elements.unsafelyUnwrapped[endIndex] = id
        endIndex += 1
    }

    /// Forgets the ids, and keeps their memory where nobody shares it.
    @inline(__always)
    mutating func removeAll() { endIndex = 0 }

    /// Memory of its own, with room for another id; also where there was none.
    @inline(never)
    private mutating func makeRoom() {
        let larger = Storage(capacity: Swift.max(endIndex * 2, 8))
        if let elements { larger.elements.update(from: elements, count: endIndex) }
        storage = larger
        elements = larger.elements
    }
}
