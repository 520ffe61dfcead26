internal import Glibc

/// Memory for one value tree: filled once by its maker, then never changed, freed with its last reference.
///
/// Not safe to fill from two threads. What it holds may point into other owners, which `keep` keeps alive.
@usableFromInline
package final class Arena: ValueOwner, @unchecked Sendable {
    private var next: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer
    /// The block that is being filled; `nil` while the first bytes suffice. Each begins with the address of the one before.
    private var newest: UnsafeMutableRawPointer?
    /// The first bytes: an array of a few items that are shared needs no more.
    private var first = InlineArray<6, UInt64>(repeating: 0)
    private static let few = 48
    /// Stands in for an address until there is one.
    private static var nowhere: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: 8).unsafelyUnwrapped }
    /// Most arenas keep no other owner, or one.
    private var firstKept: ValueOwner?
    private var moreKept: [ValueOwner] = []
    private var total: Int
    private var leastHeavy = 16 << 10

    /// - Parameter capacity: Bytes that are surely needed; more are added in growing blocks.
    package init(capacity: Int = 256) {
        // The first bytes have no address before there is an object.
        (next, end) = (Arena.nowhere, Arena.nowhere)
        total = max(capacity, Arena.few)
        super.init()
        if capacity <= Arena.few {
            next = withUnsafeMutablePointer(to: &first) { UnsafeMutableRawPointer($0) }
            end = next + Arena.few
        } else {
            let block = Arena.block(capacity, after: nil)
            newest = block
            next = block + Arena.header
            end = next + capacity
        }
    }

    deinit {
        var block: UnsafeMutableRawPointer? = newest
        while let this = block {
            block = this.load(as: UnsafeMutableRawPointer?.self)
            free(this)
        }
        if firstKept != nil { ValueOwner.release(&firstKept) }
        if !moreKept.isEmpty { ValueOwner.release(&moreKept) }
    }

    package override var isLeaf: Bool { firstKept == nil }

    override var weight: Int { total }

    override var limit: Int { leastHeavy }

    /// Sets the weight from which on it is worth to look, if that is more than before.
    func raise(limit: Int) { leastHeavy = max(leastHeavy, limit) }

    package override func giveUp(to others: inout [ValueOwner]) {
        guard let first = firstKept else { return }
        others.append(first)
        firstKept = nil
        guard !moreKept.isEmpty else { return }
        others += moreKept
        moreKept = []
    }

    /// Bytes aligned to 8, not initialised, that live as long as the arena.
    package func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let size = (byteCount + 7) & ~7
        if end - next < size { grow(for: size) }
        let place = next
        next += size
        return place
    }

    /// Keeps `owner` alive as long as this arena.
    package func keep(_ owner: ValueOwner?) {
        guard let owner, owner !== firstKept, owner !== moreKept.last else { return }
        if firstKept == nil { firstKept = owner } else { moreKept.append(owner) }
        // What is kept on two ways counts twice.
        total = min(total + owner.weight, ValueOwner.heaviest)
        // Whatever way a value came here: what was looked at once is not looked at again too soon.
        raise(limit: owner.limit)
    }

    /// Room for `count` elements of a plain struct.
    package func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        allocate(count * MemoryLayout<T>.stride).bindMemory(to: T.self, capacity: count)
    }

    /// Copies bytes in.
    package func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        let place = allocate(bytes.count)
        if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
        return place
    }

    private func grow(for size: Int) {
        // As much again as there is, so that a small tree which was guessed too small stays small.
        let room = max(size, min(total, 1 << 20))
        let block = Arena.block(room, after: newest)
        newest = block
        total += room
        next = block + Arena.header
        end = next + room
    }

    private static let header = MemoryLayout<UnsafeMutableRawPointer?>.stride

    /// Memory with room for `size` bytes behind its header. By `malloc`: `allocate` aligns at twice the price.
    private static func block(_ size: Int, after previous: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
        guard let memory = malloc(header + size) else { fatalError("there is no memory for \(size) bytes") }
        memory.storeBytes(of: previous, as: UnsafeMutableRawPointer?.self)
        return memory
    }
}
