internal import CPregelABI

/// Makes arrays and objects of values: in one small block, with all that they consist of, wherever that can be.
///
/// Values that are built are mostly small and made for one write. So scalars and short strings are copied, a tree that
/// has room left takes what is built around it, and small trees are copied together; only what is large, or belongs to
/// something large, is shared.
struct Gathering {
    /// Strings up to this length are copied: that costs less than to keep their owners, and keeps nothing else alive.
    static let short = 16
    /// Room for an array of one around a tree: lists are often written item by item.
    private static let spare = MemoryLayout<pregel_value>.stride

    /// A value in memory that is lent, as it lies there: looking at it counts no reference.
    private struct Part {
        let raw: pregel_value
        let owner: Unmanaged<ValueOwner>?

        @inline(__always)
        static func at(_ place: UnsafeRawPointer) -> Part { place.load(as: Part.self) }
    }

    private typealias Member = (String, Value)

    /// What has to be known of the parts before there is memory for the whole.
    private struct Parts {
        /// The bytes of the whole without the small trees.
        var size: Int
        /// The bytes of the small trees.
        var plainSize = 0
        /// How many there are, each as often as it is a part.
        var plainCount = 0
        /// The last one's owner.
        var plainOwner: Unmanaged<ValueOwner>?
        var isPlain = true

        @inline(__always)
        init(size: Int) { self.size = size }

        @inline(__always)
        mutating func add(_ part: Part) {
            guard let owner = part.owner else { return }
            if Gathering.isShort(part.raw) {
                size &+= (Int(part.raw.count) &+ 7) & ~7
            } else {
                add(owner)
            }
        }

        private mutating func add(_ owner: Unmanaged<ValueOwner>) {
            guard isPlain, let plain = owner._withUnsafeGuaranteedRef({ $0.plain }) else {
                isPlain = false
                return
            }
            plainSize += plain.count
            plainCount += 1
            plainOwner = owner
        }
    }

    private var memory: TreeMemory
    /// What keeps the parts that are shared, where there are any.
    private let arena: Arena?
    private let copiesTrees: Bool

    private init(_ parts: Parts) {
        if parts.isPlain, parts.plainCount == 0 {
            self.init(memory: TreeMemory(size: parts.size, spare: Gathering.spare))
            // Around one tree alone: nothing in such a memory stands in a tree twice, so no copy is larger than the memory.
        } else if parts.isPlain, parts.plainCount == 1, let owner = parts.plainOwner?.takeUnretainedValue(),
            let place = owner.claim(parts.size)
        {
            self.init(memory: TreeMemory(owner: owner, next: place))
        } else if parts.isPlain, parts.size + parts.plainSize <= TreeMemory.smallest {
            self.init(memory: TreeMemory(size: parts.size + parts.plainSize, spare: Gathering.spare), copiesTrees: true)
        } else {
            let arena = Arena(capacity: parts.size)
            self.init(memory: TreeMemory(owner: arena, next: arena.allocate(parts.size)), arena: arena)
        }
    }

    @inline(__always)
    private init(memory: TreeMemory, arena: Arena? = nil, copiesTrees: Bool = false) {
        self.memory = memory
        self.arena = arena
        self.copiesTrees = copiesTrees
    }

    /// Makes an array.
    static func array(_ items: UnsafeBufferPointer<Value>) -> Value {
        let count = items.count
        guard count > 0, let first = UnsafeRawPointer(items.baseAddress) else {
            return Value(raw: pregel_array(nil, 0), owner: nil)
        }
        let end = first + count * MemoryLayout<Value>.stride
        var parts = Parts(size: count * MemoryLayout<pregel_value>.stride)
        var item = first
        while item < end {
            parts.add(Part.at(item))
            item += MemoryLayout<Value>.stride
        }
        var whole = Gathering(parts)
        let place = whole.memory.take(count * MemoryLayout<pregel_value>.stride)
            .assumingMemoryBound(to: pregel_value.self)
        var next = place
        item = first
        while item < end {
            next.initialize(to: whole.own(Part.at(item)))
            next += 1
            item += MemoryLayout<Value>.stride
        }
        return Value(raw: pregel_array(place, UInt32(count)), owner: whole.memory.owner)
    }

    /// Makes an object. Of two members with one key the later value holds, at the place of the first.
    static func object(_ members: UnsafeBufferPointer<(String, Value)>) -> Value {
        let count = members.count
        guard count > 0, let first = members.baseAddress else { return Value(raw: pregel_object(nil, 0), owner: nil) }
        let end = first + count
        var parts = Parts(size: count * MemoryLayout<pregel_member>.stride)
        var member = first
        while member < end {
            parts.size &+= (key(of: member).pointee.utf8.count &+ 7) & ~7
            parts.add(value(of: member))
            member += 1
        }
        var whole = Gathering(parts)
        let place = whole.memory.take(count * MemoryLayout<pregel_member>.stride)
            .assumingMemoryBound(to: pregel_member.self)
        var next = place
        member = first
        while member < end {
            let key = whole.memory.copy(key(of: member).pointee)
            next.initialize(to: pregel_member(key: key, value: whole.own(value(of: member))))
            next += 1
            member += 1
        }
        var kept = count
        if let twice = KeyTable.duplicates(place, count: count) { kept = KeyTable.keepLast(place, count, twice) }
        return Value(raw: pregel_object(place, UInt32(kept)), owner: whole.memory.owner)
    }

    /// The key of a member; whoever reads it as a part of the tuple gets a copy of all.
    @inline(__always)
    private static func key(of member: UnsafePointer<Member>) -> UnsafePointer<String> {
        UnsafeRawPointer(member).assumingMemoryBound(to: String.self)
    }

    /// The value of a member, which lies behind its key.
    @inline(__always)
    private static func value(of member: UnsafePointer<Member>) -> Part {
        Part.at(UnsafeRawPointer(member) + MemoryLayout<String>.stride)
    }

    /// A part, in memory that lives as long as the whole.
    @inline(__always)
    private mutating func own(_ part: Part) -> pregel_value {
        guard let owner = part.owner else { return part.raw }
        if Gathering.isShort(part.raw) { return memory.copyText(part.raw) }
        if let arena {
            arena.keep(owner.takeUnretainedValue())
        } else if copiesTrees, let plain = owner._withUnsafeGuaranteedRef({ $0.plain }) {
            return memory.copy(part.raw, outOf: plain)
        }
        return part.raw
    }

    @inline(__always)
    static func isShort(_ value: pregel_value) -> Bool {
        value.kind == UInt8(PREGEL_STRING) && value.count <= UInt32(short)
    }
}
