/// Reads a value that is no collection.
struct SingleReader: SingleValueDecodingContainer {
    let spot: Spot

    var codingPath: [any CodingKey] { CodingPlace.keys(spot.place) }

    func decodeNil() -> Bool { spot.value.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try spot.bool() }
    func decode(_ type: String.Type) throws -> String { try spot.string() }
    func decode(_ type: Double.Type) throws -> Double { try spot.float(type) }
    func decode(_ type: Float.Type) throws -> Float { try spot.float(type) }
    func decode(_ type: Int.Type) throws -> Int { try spot.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try spot.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try spot.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try spot.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try spot.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try spot.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try spot.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try spot.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try spot.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try spot.integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try spot.decode(type) }
}
