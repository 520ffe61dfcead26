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
        if string.utf8.count > TreeMemory.smallest {
            let text = Text(string)
            self.init(raw: pregel_string(text.utf8), owner: text)
            return
        }
        self = string.lendUTF8 { Value(utf8: $0) }
    }

    /// Makes a string of bytes that are known to be UTF-8; they are copied.
    package init(utf8 bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else {
            self.init(raw: pregel_string(pregel_make_str(nil, 0)), owner: nil)
            return
        }
        var memory = TreeMemory(size: (bytes.count + 7) & ~7)
        let text = memory.copy(
            pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count))
        self.init(raw: pregel_string(text), owner: memory.owner)
    }

    /// Makes a value of plain bytes.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> Value {
        let bytes = Array(bytes)
        var raw = pregel_make_value(UInt8(PREGEL_BYTES), UInt32(bytes.count))
        guard !bytes.isEmpty else { return Value(raw: raw, owner: nil) }
        var memory = TreeMemory(size: (bytes.count + 7) & ~7)
        let place = memory.take(bytes.count)
        bytes.withUnsafeBytes { if let source = $0.baseAddress { Word.copy(source, to: place, $0.count) } }
        raw.u.bytes = UnsafePointer(place.assumingMemoryBound(to: UInt8.self))
        return Value(raw: raw, owner: memory.owner)
    }

    /// Makes an array. The items are shared, but for small ones, which are copied.
    @inlinable
    public static func array(_ items: [Value]) -> Value { items.withUnsafeBufferPointer { Value(items: $0) } }

    /// Makes an array, as `array` does of a Swift array.
    public static func array(_ items: some Collection<Value>) -> Value { array(Array(items)) }

    /// Makes an object in the order given. The values are shared, but for small ones, which are copied. Of two members with
    /// one key the later value holds, at the place of the first.
    public static func object(_ members: [(key: String, value: Value)]) -> Value {
        members.withUnsafeBufferPointer { members in
            // The labels change nothing of the layout.
            let first = UnsafeRawPointer(members.baseAddress)?.assumingMemoryBound(to: (String, Value).self)
            return Value(members: UnsafeBufferPointer(start: first, count: members.count))
        }
    }

    /// Makes an object in the order given, as `object` does of an array.
    public static func object(_ members: some Collection<(key: String, value: Value)>) -> Value {
        object(Array(members))
    }
}

extension Value {
    /// Makes an array of items in memory that is lent.
    @usableFromInline
    init(items: UnsafeBufferPointer<Value>) { self = Gathering.array(items) }

    /// Makes an object of members in memory that is lent.
    @usableFromInline
    init(members: UnsafeBufferPointer<(String, Value)>) { self = Gathering.object(members) }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A truth value.
    @inlinable
    public init(booleanLiteral value: Bool) { self.init(value) }
    /// A whole number.
    @inlinable
    public init(integerLiteral value: Int) { self.init(value) }
    /// A double.
    @inlinable
    public init(floatLiteral value: Double) { self.init(value) }
    /// A string.
    public init(stringLiteral value: String) { self.init(value) }
    /// An array of the elements.
    @inlinable
    public init(arrayLiteral elements: Value...) { self = elements.withUnsafeBufferPointer { Value(items: $0) } }
    /// An object with the members in their order.
    @inlinable
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = elements.withUnsafeBufferPointer { Value(members: $0) }
    }
}
