/// A short list of ids that is written anew in every superstep. Copies share memory until one of them changes.
///
/// What an array is, but for one thing: looking at it does not touch the object that holds its memory.
struct IndexList: RandomAccessCollection, @unchecked Sendable {
    private var storage: Storage?
    /// The storage's own, here too.
    private var elements: UnsafeMutablePointer<Int>?
    private(set) var endIndex = 0
    private var capacity = 0

    /// The ids, behind a header that says for how many there is room: one allocation.
    private final class Storage: ManagedBuffer<Int, Int> {
        static func make(capacity: Int) -> Storage {
            unsafeDowncast(Storage.create(minimumCapacity: capacity) { _ in capacity }, to: Storage.self)
        }

        /// An object does not move, and so its elements do not either.
        var elements: UnsafeMutablePointer<Int> { withUnsafeMutablePointerToElements { $0 } }
    }

    init() {}

    init(_ ids: some Sequence<Int>) { for id in ids { append(id) } }

    var startIndex: Int { 0 }

    subscript(index: Int) -> Int {
        @inline(__always) get {
            precondition(index >= 0 && index < endIndex, "an index within the list")
            return elements.unsafelyUnwrapped[index]
        }
    }

    @inline(__always)
    mutating func append(_ id: Int) {
        if !isKnownUniquelyReferenced(&storage) || endIndex == capacity { makeRoom() }
        elements.unsafelyUnwrapped[endIndex] = id
        endIndex += 1
    }

    /// Forgets the ids, and keeps their memory where nobody shares it.
    @inline(__always)
    mutating func removeAll() { endIndex = 0 }

    /// Memory of its own, with room for another id; also where there was none.
    @inline(never)
    private mutating func makeRoom() {
        capacity = Swift.max(endIndex * 2, 8)
        let larger = Storage.make(capacity: capacity)
        if let elements { larger.elements.update(from: elements, count: endIndex) }
        storage = larger
        elements = larger.elements
    }
}
