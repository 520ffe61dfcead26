/// A short list of ids that is written anew in every superstep. Copies share memory until one of them changes.
///
/// What an array is, but for two things: a few ids stand in one word right here, so that most lists have no memory at all;
/// and looking at more of them does not touch the object that holds their memory.
struct IndexList: RandomAccessCollection, @unchecked Sendable {
    /// Four ids of 16 bits, as long as there is no memory.
    private var few: UInt64 = 0
    private static let fewest = 4
    private static let bits = 16
    private static let largest = 0xFFFF
    private var storage: Storage?
    /// The storage's own, here too.
    private var elements: UnsafeMutablePointer<Int>?
    private(set) var endIndex = 0

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
            if let elements { return elements[index] }
            return Int(truncatingIfNeeded: few &>> UInt64(index &* IndexList.bits)) & IndexList.largest
        }
    }

    @inline(__always)
    mutating func append(_ id: Int) {
        if elements == nil, endIndex < IndexList.fewest, UInt(bitPattern: id) <= UInt(IndexList.largest) {
            few |= UInt64(id) &<< UInt64(endIndex &* IndexList.bits)
            endIndex &+= 1
        } else {
            appendToMemory(id)
        }
    }

    @inline(never)
    private mutating func appendToMemory(_ id: Int) {
        if !isKnownUniquelyReferenced(&storage) || endIndex == storage?.header { makeRoom() }
        elements.unsafelyUnwrapped[endIndex] = id
        endIndex += 1
    }

    /// Forgets the ids, and keeps their memory where there is any that nobody shares.
    @inline(__always)
    mutating func removeAll() {
        endIndex = 0
        few = 0
    }

    /// Memory of its own, with room for another id; also where there was none.
    private mutating func makeRoom() {
        let larger = Storage.make(capacity: Swift.max(endIndex * 2, 8))
        for place in 0..<endIndex { larger.elements[place] = self[place] }
        storage = larger
        elements = larger.elements
    }
}
