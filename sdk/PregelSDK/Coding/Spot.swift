/// One value under a decoder, and where it is.
struct Spot {
    let value: Value
    let place: CodingPlace?

    func mismatch(_ expected: String) -> CodingFailure {
        CodingFailure(path: CodingPlace.pointer(place), message: "expected \(expected), found \(value.inWords)")
    }

    func bool() throws -> Bool {
        guard let bool = value.bool else { throw mismatch("true or false") }
        return bool
    }

    func string() throws -> String {
        guard let string = value.string else { throw mismatch("a string") }
        return string
    }

    func float<F: BinaryFloatingPoint>(_ type: F.Type) throws -> F {
        guard let double = value.double else { throw mismatch("a number") }
        return F(double)
    }

    func integer<I: FixedWidthInteger>(_ type: I.Type) throws -> I {
        if let int = value.int {
            if let exact = I(exactly: int) { return exact }
        } else if let double = value.double, let exact = I(exactly: double) {
            return exact
        }
        if value.double == nil { throw mismatch("a whole number") }
        throw mismatch("a whole number from \(I.min) to \(I.max)")
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if T.self == Value.self { return unsafeBitCast(value, to: T.self) }
        if T.self == [UInt8].self, let bytes = value.bytes { return unsafeBitCast(bytes, to: T.self) }
        // Without a decoder, for what a value is by itself.
        if T.self == Int.self { return unsafeBitCast(try integer(Int.self), to: T.self) }
        if T.self == String.self { return unsafeBitCast(try string(), to: T.self) }
        if T.self == Bool.self { return unsafeBitCast(try bool(), to: T.self) }
        if T.self == Double.self { return unsafeBitCast(try float(Double.self), to: T.self) }
        return try T(from: ValueDecoder(spot: self))
    }

    func child(_ value: Value, _ key: PlainKey) -> Spot { Spot(value: value, place: CodingPlace(place, key)) }
}

/// Decodes types from values, without a detour through text.
struct ValueDecoder: Decoder {
    let spot: Spot

    var codingPath: [any CodingKey] { CodingPlace.keys(spot.place) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard spot.value.kind == .object else { throw spot.mismatch("an object") }
        return KeyedDecodingContainer(KeyedReader<Key>(spot: spot))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard spot.value.kind == .array else { throw spot.mismatch("an array") }
        return UnkeyedReader(spot: spot, items: spot.value.items)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleReader(spot: spot) }
}

extension Value {
    /// Decodes a type from this value.
    ///
    /// - Throws: A `CodingFailure` that says where and what was expected.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        do {
            return try Spot(value: self, place: nil).decode(type)
        } catch let error as DecodingError {
            throw CodingFailure(error)
        }
    }
}

extension CodingFailure {
    /// What a type's own `init(from:)` says.
    init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            self.init(context.codingPath, context.debugDescription)
        @unknown default: self.init(path: "", message: String(describing: error))
        }
    }

    /// What a type's own `encode(to:)` says.
    init(_ error: EncodingError) {
        switch error {
        case .invalidValue(_, let context): self.init(context.codingPath, context.debugDescription)
        @unknown default: self.init(path: "", message: String(describing: error))
        }
    }

    private init(_ keys: [any CodingKey], _ message: String) {
        let place = keys.reduce(nil) { CodingPlace($0, PlainKey(stringValue: $1.stringValue)) }
        self.init(path: CodingPlace.pointer(place), message: message)
    }
}
