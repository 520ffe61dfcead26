public import CPregelABI
internal import Glibc

/// Where a value is written that is handed on as soon as it is there: nothing of it is an object of its own.
///
/// The members of an object stand together, and so do an array's items. So those of containers that are open lie on a stack,
/// and move behind the texts when their container ends. An OS thread uses the same memory again and again.
@usableFromInline
struct DraftMemory: ~Copyable {
    /// Items and members of the containers that are open.
    @usableFromInline var stack: UnsafeMutableRawPointer
    @usableFromInline var top = 0
    @usableFromInline var capacity = DraftMemory.firstCapacity
    /// How many containers are open.
    @usableFromInline var open = 0
    /// Where the next bytes of texts and closed containers go.
    var next: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    private let first: UnsafeMutableRawPointer
    /// What was needed beyond the first bytes.
    private var more: [UnsafeMutableRawPointer] = []
    /// What values point into that were put as they are.
    var kept: [ValueOwner] = []
    /// Whether something is being written.
    var isTaken = false
    /// Whether a thread keeps this for the next value.
    var isOfThread = false

    private static let firstSize = 2048
    private static let firstCapacity = 1024
    /// A thread does not keep a stack that is larger.
    private static let largest = 64 << 10

    init() {
        stack = DraftMemory.bytes(DraftMemory.firstCapacity)
        first = DraftMemory.bytes(DraftMemory.firstSize)
        next = first
        end = first + DraftMemory.firstSize
    }

    deinit {
        free(stack)
        free(first)
        for block in more { free(block) }
    }

    /// Forgets what was written.
    @inline(__always)
    mutating func reset() {
        (top, open, next) = (0, 0, first)
        end = first + DraftMemory.firstSize
        if !kept.isEmpty { kept.removeAll(keepingCapacity: true) }
        if !more.isEmpty || capacity > DraftMemory.largest { shrink() }
        isTaken = false
    }

    @inline(never)
    private mutating func shrink() {
        for block in more { free(block) }
        more = []
        guard capacity > DraftMemory.largest else { return }
        free(stack)
        capacity = DraftMemory.firstCapacity
        stack = DraftMemory.bytes(capacity)
    }

    // MARK: Containers

    /// Begins a container; where its parts begin.
    @inlinable @inline(__always)
    mutating func begin() -> Int {
        open &+= 1
        return top
    }

    /// Leaves a container that is not finished.
    @inlinable
    mutating func abandon(_ start: Int) {
        open &-= 1
        top = start
    }

    /// Adds an item to the innermost array.
    @inlinable @inline(__always)
    mutating func add(_ item: pregel_value) {
        let size = MemoryLayout<pregel_value>.stride
        if capacity &- top < size { growStack() }
        (stack + top).storeBytes(of: item, as: pregel_value.self)
        top &+= size
    }

    /// Adds a member to the innermost object.
    @inlinable @inline(__always)
    mutating func add(_ key: pregel_str, _ value: pregel_value) {
        let size = MemoryLayout<pregel_member>.stride
        if capacity &- top < size { growStack() }
        let place = stack + top
        place.storeBytes(of: key, as: pregel_str.self)
        (place + MemoryLayout<pregel_str>.stride).storeBytes(of: value, as: pregel_value.self)
        top &+= size
    }

    /// Ends an array.
    @inlinable @inline(__always)
    mutating func array(_ start: Int) -> pregel_value {
        let size = top &- start
        let place = settle(start, size)?.assumingMemoryBound(to: pregel_value.self)
        return pregel_array(place, UInt32(truncatingIfNeeded: size / MemoryLayout<pregel_value>.stride))
    }

    /// Ends an object.
    @inlinable @inline(__always)
    mutating func object(_ start: Int) -> pregel_value {
        let size = top &- start
        let place = settle(start, size)?.assumingMemoryBound(to: pregel_member.self)
        return pregel_object(place, UInt32(truncatingIfNeeded: size / MemoryLayout<pregel_member>.stride))
    }

    /// Where the parts of a container are for good; `nil` where it has none.
    @inlinable @inline(__always)
    mutating func settle(_ start: Int, _ size: Int) -> UnsafeMutableRawPointer? {
        open &-= 1
        if size == 0 { return nil }
        // What is pushed later comes behind the outermost one.
        return open == 0 ? stack + start : move(start, size)
    }

    @usableFromInline
    mutating func move(_ start: Int, _ size: Int) -> UnsafeMutableRawPointer {
        let place = take(size)
        place.copyMemory(from: stack + start, byteCount: size)
        top = start
        return place
    }

    @usableFromInline @inline(never)
    mutating func growStack() {
        guard let larger = realloc(stack, capacity * 2) else { fatalError("there is no memory for a value's parts") }
        stack = larger
        capacity *= 2
    }

    // MARK: Bytes

    /// Takes the next bytes, a multiple of 8.
    @inline(__always)
    mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
        if end - next < size { next = block(size) }
        defer { next += size }
        return next
    }

    /// More bytes; whoever asks for them sets `next`.
    @inline(never)
    mutating func block(_ size: Int) -> UnsafeMutableRawPointer {
        let room = (max(size * 2, DraftMemory.firstSize * 2) + 7) & ~7
        let block = DraftMemory.bytes(room)
        more.append(block)
        end = block + room
        return block
    }

    private static func bytes(_ count: Int) -> UnsafeMutableRawPointer {
        guard let memory = malloc(count) else { fatalError("there is no memory for \(count) bytes") }
        return memory
    }
}
