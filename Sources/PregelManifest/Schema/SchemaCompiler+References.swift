import PregelDiagnostics
import PregelValues

/// References within a schema, and to the schema of schemas.
extension SchemaCompiler {
    mutating func addReferences(_ schema: Value, at place: SchemaLocation, to node: inout SchemaNode) {
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            guard let reference = schema[keyword], let (index, target) = resolve(reference, keyword, at: place) else {
                continue
            }
            if keyword != "$ref", let dynamic = dynamic(reference, keyword, target, fallback: index) {
                node.dynamic = dynamic
            } else if node.reference == nil {
                node.reference = index
            } else {
                node.allOf.append(index)
            }
        }
    }

    /// What a dynamic reference can mean, where that is more than one part.
    private mutating func dynamic(
        _ reference: Value, _ keyword: String, _ target: SchemaLocation, fallback: Int
    ) -> SchemaNode.DynamicReference? {
        let fragment = reference.string.flatMap { URIReference($0).fragment }
        let anchor = keyword == "$recursiveRef" ? "" : PercentCoding.decoded(fragment ?? "")
        let choices = resources.choices(for: anchor, leadingTo: target)
        guard !choices.isEmpty else { return nil }
        var targets: [Int: Int] = [:]
        for (value, place) in choices { targets[resources.number(of: place)] = child(value, at: place) }
        return SchemaNode.DynamicReference(targets: targets, fallback: fallback)
    }

    private mutating func resolve(
        _ reference: Value, _ keyword: String, at place: SchemaLocation
    ) -> (index: Int, target: SchemaLocation)? {
        let here = place.member(keyword)
        guard let text = reference.string else {
            fault("\(Wording.quoted(keyword)) is a string", at: here)
            return nil
        }
        switch resources.resolve(text, at: place) {
        case .found(let value, let target):
            return (child(value, at: target), target)
        case .missing:
            fault("\(Wording.quoted(keyword)) leads to \(Wording.quoted(text)), which is not there", at: here)
        case .remote(let uri):
            fault(
                "\(Wording.quoted(keyword)) leads to \(Wording.quoted(text)), which is not in this schema, "
                    + "and nothing is fetched",
                at: here,
                fix: "copy that schema into \"definitions\", with \"$id\": \(Wording.quoted(uri)) if it has none")
        }
        return nil
    }
}
