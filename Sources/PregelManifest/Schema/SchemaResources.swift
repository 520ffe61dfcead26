import PregelDiagnostics
import PregelValues

/// The documents that a schema's references can lead to, and the names that their parts have.
///
/// A part with an `$id` is a resource: references in it, and pointers into it, begin there. Names are looked for where
/// schemas stand: what looks like an `$id` in an `enum` is a value.
struct SchemaResources {
    private struct Document {
        let root: Value
        let dialect: SchemaDialect
        /// The base of references, for the parts where one begins, by their pointer.
        var bases: [String: String] = [:]
    }

    private var documents: [Document] = []
    /// Resources and anchors, by their URI.
    private var places: [String: SchemaLocation] = [:]
    /// The parts with a `$dynamicAnchor` of a name, or a `$recursiveAnchor` (by the empty name).
    private var dynamicAnchors: [String: [SchemaLocation]] = [:]
    /// The numbers of resources, by their URI.
    private var numbers: [String: Int] = [:]
    /// Names that two parts claim, where the second one is.
    private(set) var duplicates: [(name: String, place: SchemaLocation)] = []

    init(_ root: Value) { _ = add(root, base: "") }

    /// What a reference leads to.
    enum Target {
        case found(Value, SchemaLocation)
        /// The document is there, the part is not.
        case missing
        /// Another document, which is not at hand.
        case remote(String)
    }

    func dialect(of place: SchemaLocation) -> SchemaDialect { documents[place.document].dialect }

    /// Whether some reference can lead to one part or another, as the way to it has it.
    private(set) var areDynamic = false

    /// The parts that a dynamic reference to `place` by this name can mean; one alone is no choice.
    func choices(for anchor: String, leadingTo place: SchemaLocation) -> [(value: Value, place: SchemaLocation)] {
        guard let places = dynamicAnchors[anchor], places.count > 1, places.contains(place) else { return [] }
        return places.compactMap { place in value(at: place).map { ($0, place) } }
    }

    /// The number of the resource that a place is in.
    func number(of place: SchemaLocation) -> Int { numbers[base(of: place)] ?? 0 }

    // MARK: Names

    private mutating func add(_ root: Value, base: String) -> Int {
        let number = documents.count
        documents.append(Document(root: root, dialect: SchemaDialect(of: root)))
        let start = SchemaLocation(document: number)
        documents[number].bases[""] = base
        places[base] = start
        numbers[base] = numbers.count
        var waiting = [(value: root, place: start, base: base)]
        var parts = 0
        while let (value, place, base) = waiting.popLast(), parts <= SchemaCompiler.mostNodes {
            guard value.kind == .object else { continue }
            parts += 1
            let base = enter(value, at: place, base: base)
            for (subschema, place) in SchemaKeyword.subschemas(of: value, at: place) {
                waiting.append((subschema, place, base))
            }
        }
        return number
    }

    /// Notes the names of one part; returns the base of references in it.
    private mutating func enter(_ schema: Value, at place: SchemaLocation, base: String) -> String {
        var base = base
        if let id = schema["$id"]?.string, !isHidden(schema, at: place) {
            let reference = URIReference(id)
            let uri = reference.resolved(against: URIReference(base))
            if let fragment = reference.fragment, !fragment.isEmpty {
                name(uri.resource + "#" + fragment, place)
            } else if !id.isEmpty, id != "#" {
                base = uri.resource
                documents[place.document].bases[place.pointer] = base
                numbers[base] = numbers[base] ?? numbers.count
                name(base, place)
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let anchor = schema[keyword]?.string else { continue }
            name(base + "#" + anchor, place)
            if keyword == "$dynamicAnchor" { noteDynamic(anchor, place) }
        }
        if schema["$recursiveAnchor"]?.bool == true { noteDynamic("", place) }
        return base
    }

    /// Whether an `$id` does not count, for it stands beside a `$ref`.
    private func isHidden(_ schema: Value, at place: SchemaLocation) -> Bool {
        schema["$ref"]?.kind == .string && dialect(of: place).ignoresSiblingsOfReferences
    }

    private mutating func noteDynamic(_ anchor: String, _ place: SchemaLocation) {
        if dynamicAnchors[anchor] != nil { areDynamic = true }
        dynamicAnchors[anchor, default: []].append(place)
    }

    private mutating func name(_ uri: String, _ place: SchemaLocation) {
        if let old = places[uri], old != place {
            duplicates.append((uri, place))
        } else {
            places[uri] = place
        }
    }

    // MARK: References

    mutating func resolve(_ reference: String, at place: SchemaLocation) -> Target {
        let uri = URIReference(reference).resolved(against: URIReference(base(of: place)))
        guard let resource = resource(uri.resource) else { return .remote(uri.resource) }
        let fragment = PercentCoding.decoded(uri.fragment ?? "")
        guard fragment.isEmpty || fragment.utf8.first == UInt8(ascii: "/") else {
            guard let place = places[uri.resource + "#" + fragment] else { return .missing }
            return value(at: place).map { .found($0, place) } ?? .missing
        }
        let target = SchemaLocation(document: resource.document, pointer: resource.pointer + fragment)
        return value(at: target).map { .found($0, target) } ?? .missing
    }

    private mutating func resource(_ uri: String) -> SchemaLocation? {
        if let place = places[uri] { return place }
        guard let text = MetaSchema.text(of: uri), let root = try? Value(json: Array(text.utf8)) else { return nil }
        return SchemaLocation(document: add(root, base: uri))
    }

    private func value(at place: SchemaLocation) -> Value? {
        JSONPointer(place.pointer).flatMap { documents[place.document].root[$0] }
    }

    /// The base of the resource that a place is in.
    private func base(of place: SchemaLocation) -> String {
        let bases = documents[place.document].bases
        var pointer = place.pointer[...]
        while true {
            if let base = bases[String(pointer)] { return base }
            guard let slash = pointer.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
            pointer = pointer[..<slash]
        }
    }
}
