internal import Synchronization

/// Derives a JSON Schema from a type, by decoding it from a decoder that writes down what it is asked for.
///
/// A member that is read with `decodeIfPresent` is optional; one of a `Defaulted` type has its default; every other one is
/// required. Enumerations need `CaseIterable` and a raw value.
enum ConfigSchema {
    /// The schemas of answers' types: a question is asked more often than there are types.
    private static let known = Mutex<[ObjectIdentifier: Value?]>([:])

    /// The schema that `derive` makes of a type, made once.
    static func of<T: Decodable>(_ type: T.Type) -> Value? {
        let id = ObjectIdentifier(type)
        if let schema = known.withLock({ $0[id] }) { return schema }
        // The type's own decoding may ask for another's.
        let schema = derive(type)
        known.withLock { $0[id] = schema }
        return schema
    }

    /// The schema; `nil` where the type cannot be made of samples, as one that checks what it decodes.
    static func derive<T: Decodable>(_ type: T.Type) -> Value? {
        let note = SchemaNote(depth: 0)
        guard (try? note.sample(type, given: nil)) != nil else { return nil }
        return note.schema()
    }
}

/// What is known of one place of a type.
final class SchemaNote {
    enum Shape {
        case any
        case simple(String)
        case natural
        case choice([Value])
        case list(SchemaNote)
        case map(SchemaNote)
        case object(isOpen: Bool)
    }

    struct Member {
        var key: String
        var note: SchemaNote
        var isRequired: Bool
        var defaultValue: Value?
    }

    let depth: Int
    var shape = Shape.any
    var members: [Member] = []

    init(depth: Int) { self.depth = depth }

    func child() -> SchemaNote { SchemaNote(depth: depth + 1) }

    func add(_ member: Member) {
        if let index = members.firstIndex(where: { $0.key == member.key }) {
            members[index] = member
        } else {
            members.append(member)
        }
    }

    func schema() -> Value {
        switch shape {
        case .any: return .object([])
        case .simple(let type): return ["type": Value(type)]
        case .natural: return ["type": "integer", "minimum": 0]
        case .choice(let values): return ["enum": .array(values)]
        case .list(let item): return ["type": "array", "items": item.schema()]
        case .map(let item): return ["type": "object", "additionalProperties": item.schema()]
        case .object(let isOpen): return objectSchema(isOpen)
        }
    }

    private func objectSchema(_ isOpen: Bool) -> Value {
        var properties = ObjectBuilder()
        for member in members {
            var described = Array(member.note.schema().members)
            if let value = member.defaultValue { described.append(("default", value)) }
            properties.set(member.key, to: .object(described))
        }
        var result = ObjectBuilder()
        result.set("type", to: "object")
        result.set("properties", to: properties.finish())
        let required = members.filter(\.isRequired).map { Value($0.key) }
        if !required.isEmpty { result.set("required", to: .array(required)) }
        if !isOpen { result.set("additionalProperties", to: false) }
        return result.finish()
    }
}

extension SchemaNote {
    /// Types that hold themselves end here.
    private static let deepest = 16

    /// Makes a value of a type, and writes down what that takes.
    ///
    /// - Parameter given: The default that is known for this place.
    func sample<T: Decodable>(_ type: T.Type, given: Value?) throws -> T {
        if T.self == Value.self { return try (given ?? .null).decode(T.self) }
        if let collection = T.self as? any SampledCollection.Type {
            if depth < SchemaNote.deepest { collection.note(in: self) }
            if let given { return try given.decode(T.self) }
            if let empty = collection.emptySample as? T { return empty }
        }
        if let choices = SchemaNote.choices(T.self), let first = choices.first {
            shape = .choice(choices.map(\.value))
            if let given { return try given.decode(T.self) }
            if let sample = first.sample as? T { return sample }
        }
        guard depth < SchemaNote.deepest else {
            throw CodingFailure(path: "", message: "the type \(T.self) holds itself")
        }
        if T.self is NoConfig.Type { shape = .object(isOpen: false) }
        var given = given
        if given == nil, let defaulted = T.self as? any Defaulted.Type {
            given = try Value(encoding: defaulted.init())
        }
        do {
            return try T(from: SchemaDecoder(note: self, given: given))
        } catch {
            guard let given else { throw error }
            return try given.decode(T.self)
        }
    }

    private static func choices(_ type: Any.Type) -> [(value: Value, sample: Any)]? {
        guard let type = type as? any CaseIterable.Type else { return nil }
        var found: [(Value, Any)] = []
        for sample in allCases(type) {
            guard let raw = (sample as? any RawRepresentable)?.rawValue else { return nil }
            if let text = raw as? String {
                found.append((Value(text), sample))
            } else if let number = raw as? Int {
                found.append((Value(number), sample))
            } else {
                return nil
            }
        }
        return found
    }

    private static func allCases<C: CaseIterable>(_ type: C.Type) -> [Any] { type.allCases.map { $0 } }
}

/// A collection whose items' type is written down without an item.
private protocol SampledCollection {
    static func note(in note: SchemaNote)
    static var emptySample: Any { get }
}

extension Array: SampledCollection where Element: Decodable {
    static func note(in note: SchemaNote) {
        if Element.self == UInt8.self { return }
        let item = note.child()
        _ = try? item.sample(Element.self, given: nil)
        note.shape = .list(item)
    }

    static var emptySample: Any { [Element]() }
}

extension Dictionary: SampledCollection where Key == String, Value: Decodable {
    static func note(in note: SchemaNote) {
        let item = note.child()
        _ = try? item.sample(Value.self, given: nil)
        note.shape = .map(item)
    }

    static var emptySample: Any { [String: Value]() }
}
