public import CPregelABI
internal import CPregelThread
internal import Glibc

/// Where a value is written that is handed on as soon as it is there: nothing of it is an object of its own.
///
/// The members of an object stand together, and so do an array's items. So those of containers that are open lie on a stack,
/// and move behind the texts when their container ends. An OS thread uses the same memory again and again.
@usableFromInline
struct DraftMemory: ~Copyable {
    /// Items and members of the containers that are open.
    private var stack: UnsafeMutableRawPointer
    @usableFromInline var top = 0
    private var capacity: Int
    /// How many containers are open.
    private var open = 0
    /// Where the next bytes of texts and closed containers go.
    private var next: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer
    private let first: UnsafeMutableRawPointer
    /// What was needed beyond the first bytes.
    private var more: [UnsafeMutableRawPointer] = []
    /// What values point into that were put as they are.
    private var kept: [ValueOwner] = []
    private var isTaken = false

    private static let firstSize = 2048
    /// A thread does not keep a stack that is larger.
    private static let largest = 64 << 10

    private init() {
        capacity = 1024
        stack = DraftMemory.bytes(capacity)
        first = DraftMemory.bytes(DraftMemory.firstSize)
        next = first
        end = first + DraftMemory.firstSize
    }

    deinit {
        free(stack)
        free(first)
        for block in more { free(block) }
    }

    private static func bytes(_ count: Int) -> UnsafeMutableRawPointer {
        guard let memory = malloc(count) else { fatalError("there is no memory for \(count) bytes") }
        return memory
    }

    // MARK: One memory for many values

    /// Runs `body` with the memory of this OS thread, or one of its own where that is in use.
    @inline(__always)
    static func with<R, E: Error>(_ body: (UnsafeMutablePointer<DraftMemory>) throws(E) -> R) throws(E) -> R {
        let memory = ofThread()
        if memory.pointee.isTaken { return try alone(body) }
        memory.pointee.isTaken = true
        defer { memory.pointee.reset() }
        return try body(memory)
    }

    @inline(never)
    private static func alone<R, E: Error>(
        _ body: (UnsafeMutablePointer<DraftMemory>) throws(E) -> R
    ) throws(E) -> R {
        let memory = make()
        defer { discard(memory) }
        return try body(memory)
    }

    @inline(__always)
    private static func ofThread() -> UnsafeMutablePointer<DraftMemory> {
        pregel_thread_get(Int32(PREGEL_THREAD_DRAFT))?.assumingMemoryBound(to: DraftMemory.self) ?? makeOfThread()
    }

    @inline(never)
    private static func makeOfThread() -> UnsafeMutablePointer<DraftMemory> {
        let memory = make()
        pregel_thread_keep(Int32(PREGEL_THREAD_DRAFT), memory) {
            DraftMemory.discard($0.assumingMemoryBound(to: DraftMemory.self))
        }
        return memory
    }

    private static func make() -> UnsafeMutablePointer<DraftMemory> {
        let memory = UnsafeMutablePointer<DraftMemory>.allocate(capacity: 1)
        memory.initialize(to: DraftMemory())
        return memory
    }

    private static func discard(_ memory: UnsafeMutablePointer<DraftMemory>) {
        memory.deinitialize(count: 1)
        memory.deallocate()
    }

    @inline(__always)
    private mutating func reset() {
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
        capacity = 1024
        stack = DraftMemory.bytes(capacity)
    }

    // MARK: Containers

    /// Begins a container; where its parts begin.
    @usableFromInline
    mutating func begin() -> Int {
        open += 1
        return top
    }

    /// Leaves a container that is not finished.
    @usableFromInline
    mutating func abandon(_ start: Int) {
        open -= 1
        top = start
    }

    @usableFromInline
    mutating func add(_ item: pregel_value) {
        push(MemoryLayout<pregel_value>.stride).storeBytes(of: item, as: pregel_value.self)
    }

    @usableFromInline
    mutating func add(_ key: pregel_str, _ value: pregel_value) {
        push(MemoryLayout<pregel_member>.stride)
            .storeBytes(of: pregel_member(key: key, value: value), as: pregel_member.self)
    }

    /// Ends an array.
    @usableFromInline
    mutating func array(_ start: Int) -> pregel_value {
        let count = (top - start) / MemoryLayout<pregel_value>.stride
        guard count > 0 else {
            open -= 1
            return pregel_array(nil, 0)
        }
        return pregel_array(settle(start).assumingMemoryBound(to: pregel_value.self), UInt32(count))
    }

    /// Ends an object.
    @usableFromInline
    mutating func object(_ start: Int) -> pregel_value {
        let count = (top - start) / MemoryLayout<pregel_member>.stride
        guard count > 0 else {
            open -= 1
            return pregel_object(nil, 0)
        }
        return pregel_object(settle(start).assumingMemoryBound(to: pregel_member.self), UInt32(count))
    }

    /// Where the parts of a container are for good.
    private mutating func settle(_ start: Int) -> UnsafeMutableRawPointer {
        open -= 1
        // Nothing else is pushed onto the last one, but behind it.
        if open == 0 { return stack + start }
        let size = top - start
        let place = take(size)
        place.copyMemory(from: stack + start, byteCount: size)
        top = start
        return place
    }

    @inline(__always)
    private mutating func push(_ size: Int) -> UnsafeMutableRawPointer {
        if capacity - top < size { growStack() }
        defer { top += size }
        return stack + top
    }

    @inline(never)
    private mutating func growStack() {
        guard let larger = realloc(stack, capacity * 2) else { fatalError("there is no memory for a value's parts") }
        stack = larger
        capacity *= 2
    }

    // MARK: Texts, and values as they are

    /// A text that lives as long as the draft.
    @usableFromInline
    mutating func copy(_ text: String) -> pregel_str {
        text.lendUTF8 { bytes in
            guard bytes.count > 0, let source = bytes.baseAddress else { return pregel_make_str(nil, 0) }
            let place = take((bytes.count + 7) & ~7)
            Word.copy(source, to: place, bytes.count)
            return pregel_make_str(place.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// A value that is put as it is.
    @usableFromInline
    mutating func own(_ value: Value) -> pregel_value {
        guard let owner = value.owner else { return value.raw }
        if !Gathering.isShort(value.raw) {
            kept.append(owner)
            return value.raw
        }
        guard value.count > 0, let source = value.raw.u.s else { return value.raw }
        let place = take((value.count + 7) & ~7)
        Word.copy(source, to: place, value.count)
        return pregel_string(pregel_make_str(place.assumingMemoryBound(to: CChar.self), value.count))
    }

    /// Begins a text.
    mutating func beginText() -> UnsafeMutableRawPointer { next }

    /// Adds bytes to the text that was begun last; gives where it begins now.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        guard bytes.count > 0, let source = bytes.baseAddress else { return start }
        var start = start
        if end - next < bytes.count {
            let size = next - start
            let block = block(size + bytes.count)
            block.copyMemory(from: start, byteCount: size)
            start = block
            next = block + size
        }
        Word.copy(source, to: next, bytes.count)
        next += bytes.count
        return start
    }

    /// Ends a text.
    mutating func text(_ start: UnsafeMutableRawPointer) -> pregel_value {
        let count = next - start
        next = start + (count + 7) & ~7
        return pregel_string(pregel_make_str(count > 0 ? start.assumingMemoryBound(to: CChar.self) : nil, count))
    }

    @inline(__always)
    private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
        if end - next < size { next = block(size) }
        defer { next += size }
        return next
    }

    /// More bytes; whoever asks sets `next`.
    @inline(never)
    private mutating func block(_ size: Int) -> UnsafeMutableRawPointer {
        let room = (max(size * 2, (end - first) * 2, DraftMemory.firstSize * 2) + 7) & ~7
        let block = DraftMemory.bytes(room)
        more.append(block)
        end = block + room
        return block
    }
}
