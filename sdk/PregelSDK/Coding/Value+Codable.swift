extension Value: Codable {
    /// Decodes any value, from any decoder.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder {
            self = decoder.spot.value
            return
        }
        if let container = try? decoder.container(keyedBy: PlainKey.self) {
            self = .object(try container.allKeys.map { ($0.stringValue, try container.decode(Value.self, forKey: $0)) })
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [Value] = []
            while !container.isAtEnd { items.append(try container.decode(Value.self)) }
            self = .array(items)
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let bool = try? container.decode(Bool.self) {
                self = Value(bool)
            } else if let int = try? container.decode(Int.self) {
                self = Value(int)
            } else if let double = try? container.decode(Double.self) {
                self = Value(double)
            } else {
                self = Value(try container.decode(String.self))
            }
        }
    }

    /// Encodes the value, with any encoder; plain bytes become an array of numbers.
    public func encode(to encoder: any Encoder) throws {
        switch kind {
        case .object:
            var container = encoder.container(keyedBy: PlainKey.self)
            for (key, value) in members { try container.encode(value, forKey: PlainKey(stringValue: key)) }
        case .array:
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(item) }
        default:
            var container = encoder.singleValueContainer()
            if let bool {
                try container.encode(bool)
            } else if let int {
                try container.encode(int)
            } else if let double {
                try container.encode(double)
            } else if let string {
                try container.encode(string)
            } else if let bytes {
                try container.encode(bytes)
            } else {
                try container.encodeNil()
            }
        }
    }
}
