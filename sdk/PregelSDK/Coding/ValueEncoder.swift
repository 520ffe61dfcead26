/// Encodes types as values, without a detour through text.
///
/// Each encoder fills one slot, which is turned into a value once all is there.
struct ValueEncoder: Encoder {
    let slot: Slot

    var codingPath: [any CodingKey] { CodingPlace.keys(slot.place) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.becomeObject()
        return KeyedEncodingContainer(KeyedWriter<Key>(slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.becomeArray()
        return UnkeyedWriter(slot: slot)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(slot: slot) }
}

/// What is being encoded: a value, or a collection that still grows.
final class Slot {
    enum Content {
        case empty
        case value(Value)
        case array([Slot])
        case object([(key: String, slot: Slot)])
    }

    let place: CodingPlace?
    private(set) var content = Content.empty

    init(_ place: CodingPlace?) { self.place = place }

    func set(_ value: Value) { content = .value(value) }

    func becomeObject() {
        if case .object = content { return }
        content = .object([])
    }

    func becomeArray() {
        if case .array = content { return }
        content = .array([])
    }

    func member(_ key: String) -> Slot {
        let slot = Slot(CodingPlace(place, PlainKey(stringValue: key)))
        guard case .object(var members) = content else { return slot }
        content = .empty
        members.append((key, slot))
        content = .object(members)
        return slot
    }

    var count: Int {
        if case .array(let items) = content { items.count } else { 0 }
    }

    func item() -> Slot {
        let slot = Slot(CodingPlace(place, PlainKey(intValue: count)))
        guard case .array(var items) = content else { return slot }
        content = .empty
        items.append(slot)
        content = .array(items)
        return slot
    }

    func number(_ double: Double) throws {
        guard double.isFinite else {
            throw CodingFailure(path: CodingPlace.pointer(place), message: "\(double) is no number of JSON")
        }
        set(Value(double))
    }

    func integer(_ value: some FixedWidthInteger) throws {
        guard let int = Int(exactly: value) else {
            throw CodingFailure(path: CodingPlace.pointer(place), message: "\(value) does not fit 64 bits with a sign")
        }
        set(Value(int))
    }

    func encode<T: Encodable>(_ value: T) throws {
        if T.self == Value.self { return set(unsafeBitCast(value, to: Value.self)) }
        if T.self == [UInt8].self { return set(.bytes(unsafeBitCast(value, to: [UInt8].self))) }
        if let dictionary = value as? any StringKeyed { return try dictionary.encodeSorted(in: self) }
        try value.encode(to: ValueEncoder(slot: self))
    }

    /// The value, which ends the slot.
    func finish() -> Value {
        switch content {
        case .empty: return .null
        case .value(let value): return value
        case .array(let items): return .array(items.map { $0.finish() })
        case .object(let members):
            var builder = ObjectBuilder(capacity: members.count)
            for member in members { builder.set(member.key, to: member.slot.finish()) }
            return builder.finish()
        }
    }
}

/// A dictionary whose members get an order, so that the same one is always encoded the same.
private protocol StringKeyed {
    func encodeSorted(in slot: Slot) throws
}

extension Dictionary: StringKeyed where Key == String, Value: Encodable {
    fileprivate func encodeSorted(in slot: Slot) throws {
        slot.becomeObject()
        for (key, value) in sorted(by: { $0.key < $1.key }) { try slot.member(key).encode(value) }
    }
}

extension Value {
    /// Encodes a type. A dictionary's keys are sorted; `[UInt8]` becomes plain bytes.
    ///
    /// - Throws: A `CodingFailure`: a number that JSON does not have.
    public init(encoding value: some Encodable) throws {
        let slot = Slot(nil)
        do {
            try slot.encode(value)
        } catch let error as EncodingError {
            throw CodingFailure(error)
        }
        self = slot.finish()
    }
}
