/// Answers what a type asks for with samples, and writes down what that was.
struct SchemaDecoder: Decoder {
    let note: SchemaNote
    let given: Value?

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if case .object = note.shape {} else { note.shape = .object(isOpen: false) }
        return KeyedDecodingContainer(SchemaKeyedReader<Key>(note: note, given: given))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        note.shape = .simple("array")
        return UnkeyedReader(spot: Spot(value: .array([Value]()), place: nil), items: Value.array([Value]()).items)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        SchemaSingleReader(note: note, given: given)
    }
}

/// Notes a value that is no collection.
struct SchemaSingleReader: SingleValueDecodingContainer {
    let note: SchemaNote
    let given: Value?

    var codingPath: [any CodingKey] { [] }

    private func noted<T: Decodable>(_ shape: SchemaNote.Shape, _ sample: T) throws -> T {
        note.shape = shape
        return try given?.decode(T.self) ?? sample
    }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { try noted(.simple("boolean"), false) }
    func decode(_ type: String.Type) throws -> String { try noted(.simple("string"), "") }
    func decode(_ type: Double.Type) throws -> Double { try noted(.simple("number"), 0) }
    func decode(_ type: Float.Type) throws -> Float { try noted(.simple("number"), 0) }
    func decode(_ type: Int.Type) throws -> Int { try noted(.simple("integer"), 0) }
    func decode(_ type: Int8.Type) throws -> Int8 { try noted(.simple("integer"), 0) }
    func decode(_ type: Int16.Type) throws -> Int16 { try noted(.simple("integer"), 0) }
    func decode(_ type: Int32.Type) throws -> Int32 { try noted(.simple("integer"), 0) }
    func decode(_ type: Int64.Type) throws -> Int64 { try noted(.simple("integer"), 0) }
    func decode(_ type: UInt.Type) throws -> UInt { try noted(.natural, 0) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try noted(.natural, 0) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try noted(.natural, 0) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try noted(.natural, 0) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try noted(.natural, 0) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try note.sample(type, given: given) }
}
