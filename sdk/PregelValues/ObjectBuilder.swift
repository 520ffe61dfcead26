internal import CPregelABI

/// Builds an object member by member.
public struct ObjectBuilder {
    private var members: [pregel_member] = []
    private var keys: [String: Int] = [:]
    private let arena: Arena

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
        if let index = keys[key] {
            members[index].value = value.raw
            return
        }
        keys[key] = members.count
        var key = key
        let text = key.withUTF8 { bytes in
            pregel_make_str(arena.copy(UnsafeRawBufferPointer(bytes)).assumingMemoryBound(to: CChar.self), bytes.count)
        }
        members.append(pregel_member(key: text, value: value.raw))
    }

    /// The object.
    public func finish() -> Value {
        let place = arena.allocate(pregel_member.self, count: members.count)
        members.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { place.update(from: base, count: source.count) }
        }
        return Value(raw: pregel_object(place, UInt32(members.count)), owner: arena)
    }
}
