internal import CPregelABI

/// Builds an object member by member. Ends with `finish()`.
public struct ObjectBuilder: ~Copyable {
    /// In the arena, where the object will have them.
    private var members: UnsafeMutablePointer<pregel_member>
    private var count = 0
    private var capacity: Int
    /// The places of the keys, once there are many.
    private var places: [Key: Int] = [:]
    private let arena: Arena
    private static let few = 12
    /// Strings up to this length are copied: that costs less than to keep their owners, and keeps nothing else alive.
    private static let short = 16

    /// Starts an empty object.
    ///
    /// - Parameter capacity: How many members are expected.
    public init(capacity: Int = 8) {
        self.capacity = max(capacity, 1)
        arena = Arena(capacity: self.capacity * (MemoryLayout<pregel_member>.stride + 16))
        members = arena.allocate(pregel_member.self, count: self.capacity)
    }

    /// Sets a member; a key that is there already keeps its place.
    public mutating func set(_ key: String, to value: Value) {
        let value = own(value)
        var key = key
        key.withUTF8 { bytes in
            let name = pregel_make_str(
                UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), bytes.count)
            if let place = place(of: name) {
                members[place].value = value
            } else {
                add(name, value)
            }
        }
    }

    /// The object.
    public consuming func finish() -> Value {
        Value(raw: pregel_object(members, UInt32(count)), owner: arena)
    }

    /// The value, in memory that lives as long as the arena.
    private func own(_ value: Value) -> pregel_value {
        guard let owner = value.owner else { return value.raw }
        guard value.raw.kind == UInt8(PREGEL_STRING), value.count <= ObjectBuilder.short else {
            arena.keep(owner)
            return value.raw
        }
        return withExtendedLifetime(owner) {
            let text = arena.copy(value.storage).assumingMemoryBound(to: CChar.self)
            return pregel_string(pregel_make_str(text, value.count))
        }
    }

    private func place(of name: pregel_str) -> Int? {
        if count > ObjectBuilder.few { return places[Key(name: name)] }
        for place in 0..<count where pregel_str_equal(members[place].key, name) { return place }
        return nil
    }

    private mutating func add(_ name: pregel_str, _ value: pregel_value) {
        let copy = arena.copy(UnsafeRawBufferPointer(start: name.p, count: name.n))
        if count == capacity { grow() }
        let key = pregel_make_str(copy.assumingMemoryBound(to: CChar.self), name.n)
        members[count] = pregel_member(key: key, value: value)
        count += 1
        if count == ObjectBuilder.few + 1 {
            for place in 0..<count { places[Key(name: members[place].key)] = place }
        } else if count > ObjectBuilder.few {
            places[Key(name: key)] = count - 1
        }
    }

    private mutating func grow() {
        let larger = arena.allocate(pregel_member.self, count: capacity * 2)
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
