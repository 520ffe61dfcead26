internal import CPregelABI

/// Builds an object member by member.
public struct ObjectBuilder {
    private var members: [pregel_member] = []
    /// The places of the keys, once there are many.
    private var places: [Key: Int] = [:]
    private let arena: Arena
    private static let few = 12

    /// Starts an empty object.
    ///
    /// - Parameter capacity: How many members are expected.
    public init(capacity: Int = 8) {
        arena = Arena(capacity: capacity * (MemoryLayout<pregel_member>.stride + 16))
        members.reserveCapacity(capacity)
    }

    /// Sets a member; a key that is there already keeps its place.
    public mutating func set(_ key: String, to value: Value) {
        arena.keep(value.owner)
        var key = key
        key.withUTF8 { bytes in
            let name = pregel_make_str(
                UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), bytes.count)
            if let place = place(of: name) {
                members[place].value = value.raw
            } else {
                add(name, value.raw)
            }
        }
    }

    /// The object.
    public func finish() -> Value {
        let place = arena.allocate(pregel_member.self, count: members.count)
        members.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { place.update(from: base, count: source.count) }
        }
        return Value(raw: pregel_object(place, UInt32(members.count)), owner: arena)
    }

    private func place(of name: pregel_str) -> Int? {
        if members.count <= ObjectBuilder.few { return members.firstIndex { pregel_str_equal($0.key, name) } }
        return places[Key(name: name)]
    }

    private mutating func add(_ name: pregel_str, _ value: pregel_value) {
        let copy = arena.copy(UnsafeRawBufferPointer(start: name.p, count: name.n))
        members.append(
            pregel_member(key: pregel_make_str(copy.assumingMemoryBound(to: CChar.self), name.n), value: value))
        if members.count == ObjectBuilder.few + 1 {
            for (place, member) in members.enumerated() { places[Key(name: member.key)] = place }
        } else if members.count > ObjectBuilder.few {
            places[Key(name: members[members.count - 1].key)] = members.count - 1
        }
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
