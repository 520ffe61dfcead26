internal import CPregelABI

/// Builds an object member by member. Ends with `finish()`.
public struct ObjectBuilder: ~Copyable {
    /// Where the object will have them.
    private var members: UnsafeMutablePointer<pregel_member>
    private var count = 0
    private var capacity: Int
    /// The places of the keys, once there are many.
    private var places: [Key: Int]?
    /// What is left of the first memory, which a small object has for itself.
    private var memory: TreeMemory
    private var left: Int
    /// What there is beyond it, and what keeps the values that are shared.
    private var arena: Arena?
    private static let few = 12

    /// Starts an empty object.
    ///
    /// - Parameter capacity: How many members are expected.
    public init(capacity: Int = 8) {
        self.capacity = max(capacity, 1)
        let size = self.capacity * MemoryLayout<pregel_member>.stride
        // With keys and short values.
        let room = size + self.capacity * 16
        left = room - size
        memory = TreeMemory(size: room)
        arena = memory.owner as? Arena
        members = memory.take(size).assumingMemoryBound(to: pregel_member.self)
    }

    /// Sets a member; a key that is there already keeps its place.
    public mutating func set(_ key: String, to value: Value) {
        let value = own(value)
        key.lendUTF8 { bytes in
            let name = pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            if let place = place(of: name) {
                members[place].value = value
            } else {
                add(name, value)
            }
        }
    }

    /// The object.
    public consuming func finish() -> Value {
        let object = pregel_object(members, UInt32(count))
        if let arena { return Value(raw: object, owner: arena) }
        memory.owner.trim(to: memory.next)
        return Value(raw: object, owner: memory.owner)
    }

    /// Bytes that live as long as the object.
    @inline(__always)
    private mutating func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let size = (byteCount + 7) & ~7
        if size <= left {
            left -= size
            return memory.take(size)
        }
        return spread().allocate(size)
    }

    /// The arena of an object that needs more than its first memory.
    @inline(never)
    private mutating func spread() -> Arena {
        if let arena { return arena }
        let made = Arena(capacity: max(capacity * MemoryLayout<pregel_member>.stride, 256))
        made.keep(memory.owner)
        arena = made
        return made
    }

    @inline(__always)
    private mutating func copy(_ text: pregel_str) -> pregel_str {
        guard text.n > 0, let source = text.p else { return pregel_make_str(nil, 0) }
        let place = take(text.n)
        Word.copy(source, to: place, text.n)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), text.n)
    }

    /// The value, in memory that lives as long as the object.
    @inline(__always)
    private mutating func own(_ value: Value) -> pregel_value {
        guard let owner = value.owner else { return value.raw }
        if Gathering.isShort(value.raw) {
            return pregel_string(copy(pregel_make_str(value.raw.u.s, value.count)))
        }
        if let plain = owner.plain, plain.count <= left {
            left -= plain.count
            return memory.copy(value.raw, outOf: plain)
        }
        spread().keep(owner)
        return value.raw
    }

    @inline(__always)
    private func place(of name: pregel_str) -> Int? {
        if count > ObjectBuilder.few { return places?[Key(name: name)] }
        for place in 0..<count where pregel_str_equal(members[place].key, name) { return place }
        return nil
    }

    @inline(__always)
    private mutating func add(_ name: pregel_str, _ value: pregel_value) {
        let key = copy(name)
        if count == capacity { grow() }
        members[count] = pregel_member(key: key, value: value)
        count += 1
        if count == ObjectBuilder.few + 1 {
            var places: [Key: Int] = [:]
            for place in 0..<count { places[Key(name: members[place].key)] = place }
            self.places = places
        } else if count > ObjectBuilder.few {
            places?[Key(name: key)] = count - 1
        }
    }

    private mutating func grow() {
        let larger = spread().allocate(pregel_member.self, count: capacity * 2)
        larger.update(from: members, count: count)
        members = larger
        capacity *= 2
    }

    /// A key by its bytes: `String` takes two spellings of one character for equal, JSON does not.
    private struct Key: Hashable {
        let name: pregel_str

        static func == (a: Key, b: Key) -> Bool { pregel_str_equal(a.name, b.name) }

        func hash(into hasher: inout Hasher) {
            hasher.combine(bytes: UnsafeRawBufferPointer(start: name.p, count: name.n))
        }
    }
}
