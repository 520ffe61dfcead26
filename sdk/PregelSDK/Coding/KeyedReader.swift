/// Reads the members of an object.
struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let spot: Spot

    var codingPath: [any CodingKey] { CodingPlace.keys(spot.place) }
    var allKeys: [Key] { spot.value.members.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { spot.value[key.stringValue] != nil }

    private func at(_ key: Key) throws -> Spot {
        guard let value = spot.value[key.stringValue] else {
            throw CodingFailure(
                path: CodingPlace.pointer(spot.place), message: "the member \"\(key.stringValue)\" is missing")
        }
        return spot.child(value, PlainKey(key))
    }

    func decodeNil(forKey key: Key) throws -> Bool { spot.value[key.stringValue]?.isNull ?? true }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try at(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try at(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try at(key).float(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try at(key).float(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try at(key).integer(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try at(key).integer(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try at(key).integer(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try at(key).integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try at(key).integer(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try at(key).integer(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try at(key).integer(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try at(key).integer(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try at(key).integer(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try at(key).integer(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try at(key).decode(type) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueDecoder(spot: at(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ValueDecoder(spot: at(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { ValueDecoder(spot: spot) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try ValueDecoder(spot: at(key)) }
}
