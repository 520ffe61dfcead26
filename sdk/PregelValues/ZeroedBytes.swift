internal import Glibc

/// The memory of a BYTES value that somebody else fills: zeros at first, so that what is not filled tells nothing of what
/// was there before. The system gives its pages as they are touched.
final class ZeroedBytes: ValueOwner, @unchecked Sendable {
    let place: UnsafeMutablePointer<UInt8>
    private let count: Int

    /// `nil` where there is no memory for so many.
    init?(count: Int) {
        guard let memory = calloc(max(count, 1), 1) else { return nil }
        place = memory.assumingMemoryBound(to: UInt8.self)
        self.count = count
    }

    deinit { free(place) }

    package override var isLeaf: Bool { true }

    override var weight: Int { count }
}
