/// Fills an object.
struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot

    var codingPath: [any CodingKey] { CodingPlace.keys(slot.place) }

    mutating func encodeNil(forKey key: Key) throws { slot.member(key.stringValue).set(.null) }
    mutating func encode(_ value: Bool, forKey key: Key) throws { slot.member(key.stringValue).set(Value(value)) }
    mutating func encode(_ value: String, forKey key: Key) throws { slot.member(key.stringValue).set(Value(value)) }
    mutating func encode(_ value: Double, forKey key: Key) throws { try slot.member(key.stringValue).number(value) }
    mutating func encode(_ value: Float, forKey key: Key) throws {
        try slot.member(key.stringValue).number(Double(value))
    }
    mutating func encode(_ value: Int, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: Int8, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: Int16, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: Int32, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: Int64, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: UInt, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: UInt8, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: UInt16, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: UInt32, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode(_ value: UInt64, forKey key: Key) throws { try slot.member(key.stringValue).integer(value) }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try slot.member(key.stringValue).encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(slot: slot.member(key.stringValue)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ValueEncoder(slot: slot.member(key.stringValue)).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { ValueEncoder(slot: slot.member("super")) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(slot: slot.member(key.stringValue)) }
}

/// Fills an array.
struct UnkeyedWriter: UnkeyedEncodingContainer {
    let slot: Slot

    var codingPath: [any CodingKey] { CodingPlace.keys(slot.place) }
    var count: Int { slot.count }

    mutating func encodeNil() throws { slot.item().set(.null) }
    mutating func encode(_ value: Bool) throws { slot.item().set(Value(value)) }
    mutating func encode(_ value: String) throws { slot.item().set(Value(value)) }
    mutating func encode(_ value: Double) throws { try slot.item().number(value) }
    mutating func encode(_ value: Float) throws { try slot.item().number(Double(value)) }
    mutating func encode(_ value: Int) throws { try slot.item().integer(value) }
    mutating func encode(_ value: Int8) throws { try slot.item().integer(value) }
    mutating func encode(_ value: Int16) throws { try slot.item().integer(value) }
    mutating func encode(_ value: Int32) throws { try slot.item().integer(value) }
    mutating func encode(_ value: Int64) throws { try slot.item().integer(value) }
    mutating func encode(_ value: UInt) throws { try slot.item().integer(value) }
    mutating func encode(_ value: UInt8) throws { try slot.item().integer(value) }
    mutating func encode(_ value: UInt16) throws { try slot.item().integer(value) }
    mutating func encode(_ value: UInt32) throws { try slot.item().integer(value) }
    mutating func encode(_ value: UInt64) throws { try slot.item().integer(value) }
    mutating func encode<T: Encodable>(_ value: T) throws { try slot.item().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(slot: slot.item()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        ValueEncoder(slot: slot.item()).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { ValueEncoder(slot: slot.item()) }
}

/// Sets a value that is no collection.
struct SingleWriter: SingleValueEncodingContainer {
    let slot: Slot

    var codingPath: [any CodingKey] { CodingPlace.keys(slot.place) }

    mutating func encodeNil() throws { slot.set(.null) }
    mutating func encode(_ value: Bool) throws { slot.set(Value(value)) }
    mutating func encode(_ value: String) throws { slot.set(Value(value)) }
    mutating func encode(_ value: Double) throws { try slot.number(value) }
    mutating func encode(_ value: Float) throws { try slot.number(Double(value)) }
    mutating func encode(_ value: Int) throws { try slot.integer(value) }
    mutating func encode(_ value: Int8) throws { try slot.integer(value) }
    mutating func encode(_ value: Int16) throws { try slot.integer(value) }
    mutating func encode(_ value: Int32) throws { try slot.integer(value) }
    mutating func encode(_ value: Int64) throws { try slot.integer(value) }
    mutating func encode(_ value: UInt) throws { try slot.integer(value) }
    mutating func encode(_ value: UInt8) throws { try slot.integer(value) }
    mutating func encode(_ value: UInt16) throws { try slot.integer(value) }
    mutating func encode(_ value: UInt32) throws { try slot.integer(value) }
    mutating func encode(_ value: UInt64) throws { try slot.integer(value) }
    mutating func encode<T: Encodable>(_ value: T) throws { try slot.encode(value) }
}
