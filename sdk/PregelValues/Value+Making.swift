public import CPregelABI

extension Value {
    /// The absence of a value; a legal value of every channel.
    public static let null = Value(raw: pregel_null(), owner: nil)

    /// Makes a truth value.
    @inlinable
    public init(_ bool: Bool) { self.init(raw: pregel_bool(bool), owner: nil) }

    /// Makes a whole number.
    @inlinable
    public init(_ int: Int) { self.init(raw: pregel_int(Int64(int)), owner: nil) }

    /// Makes a double. A NaN or an infinity has no place in a value and becomes null, as in JavaScript's JSON.
    @inlinable
    public init(_ double: Double) {
        self.init(raw: double.isFinite ? pregel_float(double) : pregel_null(), owner: nil)
    }

    /// Makes a string.
    public init(_ string: String) {
        var string = string
        self = string.withUTF8 { Value(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Makes a string of bytes that are known to be UTF-8; they are copied.
    package init(utf8 bytes: UnsafeRawBufferPointer) {
        let arena = Arena(capacity: bytes.count)
        let text = arena.copy(bytes).assumingMemoryBound(to: CChar.self)
        self.init(raw: pregel_string(pregel_make_str(text, bytes.count)), owner: arena)
    }

    /// Makes a value of plain bytes.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> Value {
        let bytes = Array(bytes)
        let arena = Arena(capacity: bytes.count)
        var raw = pregel_make_value(UInt8(PREGEL_BYTES), UInt32(bytes.count))
        raw.u.bytes = bytes.withUnsafeBytes { UnsafePointer(arena.copy($0).assumingMemoryBound(to: UInt8.self)) }
        return Value(raw: raw, owner: arena)
    }

    /// Makes an array; the items are shared, not copied.
    public static func array(_ items: [Value]) -> Value {
        let arena = Arena(capacity: items.count * MemoryLayout<pregel_value>.stride)
        let place = arena.allocate(pregel_value.self, count: items.count)
        for index in items.indices {
            place[index] = items[index].raw
            arena.keep(items[index].owner)
        }
        return Value(raw: pregel_array(place, UInt32(items.count)), owner: arena)
    }

    /// Makes an array; the items are shared, not copied.
    public static func array(_ items: some Collection<Value>) -> Value { array(Array(items)) }

    /// Makes an object in the order given; the values are shared. Of two members with one key the later value holds, at
    /// the place of the first.
    public static func object(_ members: [(key: String, value: Value)]) -> Value {
        var builder = ObjectBuilder(capacity: members.count)
        for member in members { builder.set(member.key, to: member.value) }
        return builder.finish()
    }

    /// Makes an object in the order given, as `object` does of an array.
    public static func object(_ members: some Collection<(key: String, value: Value)>) -> Value {
        object(Array(members))
    }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A truth value.
    public init(booleanLiteral value: Bool) { self.init(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self.init(value) }
    /// A double.
    public init(floatLiteral value: Double) { self.init(value) }
    /// A string.
    public init(stringLiteral value: String) { self.init(value) }
    /// An array of the elements.
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// An object with the members in their order.
    public init(dictionaryLiteral elements: (String, Value)...) {
        var builder = ObjectBuilder(capacity: elements.count)
        for (key, value) in elements { builder.set(key, to: value) }
        self = builder.finish()
    }
}
