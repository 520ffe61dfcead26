/// Memory for one value tree: filled once by its maker, then never changed, freed with its last reference.
///
/// Not safe to fill from two threads. What it holds may point into other owners, which `keep` keeps alive.
@usableFromInline
package final class Arena: ValueOwner, @unchecked Sendable {
    private var next: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer
    private var blocks: [UnsafeMutableRawPointer] = []
    private var kept: [ValueOwner] = []
    private let first: UnsafeMutableRawPointer
    /// The bytes here and, roughly, in the arenas that this one keeps.
    package private(set) var weight: Int
    /// The weight from which on it is worth to look how much of it is still in use.
    package var limit = 16 << 10

    /// - Parameter capacity: Bytes that are surely needed; more are added in growing blocks.
    package init(capacity: Int = 256) {
        let size = max(capacity, 32)
        first = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        next = first
        end = first + size
        weight = size
    }

    deinit {
        first.deallocate()
        for block in blocks { block.deallocate() }
        ValueOwner.release(&kept)
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        others += kept
        kept = []
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
        guard let owner, owner !== kept.last else { return }
        kept.append(owner)
        guard let arena = owner as? Arena else { return }
        // What is kept on two ways counts twice; the sum must not overflow for that.
        weight = min(weight + arena.weight, 1 << 60)
        // Whatever way a value came here: what was looked at once is not looked at again too soon.
        limit = max(limit, arena.limit)
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
        let block = max(size, 4096 << min(blocks.count, 8))
        let memory = UnsafeMutableRawPointer.allocate(byteCount: block, alignment: 16)
        blocks.append(memory)
        weight += block
        next = memory
        end = memory + block
    }
}
