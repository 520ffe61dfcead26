import PregelDiagnostics
import PregelValues

/// From keywords to rules.
extension SchemaCompiler {
    mutating func addGeneralRules(_ schema: Value, at place: SchemaLocation, to node: inout SchemaNode) {
        if let type = schema["type"] { node.types = types(type, at: place.member("type")) }
        if let choices = schema["enum"] {
            if choices.kind == .array {
                node.choices = Array(choices.items)
            } else {
                fault("\"enum\" is a list of values", at: place.member("enum"))
            }
        }
        node.exactly = schema["const"]
    }

    private mutating func types(_ value: Value, at place: SchemaLocation) -> SchemaNode.TypeSet? {
        var types: SchemaNode.TypeSet = []
        for name in value.kind == .array ? Array(value.items) : [value] {
            guard let type = SchemaNode.TypeSet.names.first(where: { $0.name == name.string }) else {
                let valid = Wording.list(SchemaNode.TypeSet.names.map(\.name))
                fault("there is no type \(name.brief); the types are \(valid)", at: place)
                return nil
            }
            types.insert(type.type)
        }
        return types
    }

    mutating func addNumberRules(
        _ schema: Value, at place: SchemaLocation, to rules: inout SchemaNode.NumberRules
    ) {
        rules.minimum = number("minimum", of: schema, at: place)
        rules.maximum = number("maximum", of: schema, at: place)
        rules.exclusiveMinimum = number("exclusiveMinimum", of: schema, at: place)
        rules.exclusiveMaximum = number("exclusiveMaximum", of: schema, at: place)
        guard let divisor = number("multipleOf", of: schema, at: place) else { return }
        guard let size = divisor.double, size > 0, let decimal = DecimalNumber(divisor) else {
            fault("\"multipleOf\" is a number above 0", at: place.member("multipleOf"))
            return
        }
        rules.multipleOf = SchemaNode.Divisor(value: divisor, decimal: decimal)
    }

    mutating func addStringRules(
        _ schema: Value, at place: SchemaLocation, to rules: inout SchemaNode.StringRules
    ) {
        rules.minLength = count("minLength", of: schema, at: place)
        rules.maxLength = count("maxLength", of: schema, at: place)
        if let pattern = schema["pattern"] { rules.pattern = self.pattern(pattern, at: place.member("pattern")) }
        if let format = schema["format"] {
            guard let name = format.string else {
                fault("\"format\" is a string", at: place.member("format"))
                return
            }
            // A format that is not known refuses nothing, says the standard.
            rules.format = SchemaFormat(rawValue: name)
            if rules.format == nil { warnOfFormat(name, at: place.member("format")) }
        }
    }

    mutating func addArrayRules(_ schema: Value, at place: SchemaLocation, to rules: inout SchemaNode.ArrayRules) {
        rules.minItems = count("minItems", of: schema, at: place)
        rules.maxItems = count("maxItems", of: schema, at: place)
        rules.isUnique = flag("uniqueItems", of: schema, at: place)
        if let contains = schema["contains"] {
            rules.contains = child(contains, at: place.member("contains"))
            rules.minContains = count("minContains", of: schema, at: place) ?? 1
            rules.maxContains = count("maxContains", of: schema, at: place)
            rules.containsSeesItems = resources.dialect(of: place).containsSeesItems
        }
        rules.unevaluated = schema["unevaluatedItems"].map { child($0, at: place.member("unevaluatedItems")) }
        if let items = schema["items"], items.kind == .array {
            rules.tuple = list("items", of: schema, at: place)
            rules.rest = schema["additionalItems"].map { child($0, at: place.member("additionalItems")) }
        } else {
            if schema["prefixItems"] != nil { rules.tuple = list("prefixItems", of: schema, at: place) }
            rules.rest = schema["items"].map { child($0, at: place.member("items")) }
        }
    }

    mutating func addObjectRules(_ schema: Value, at place: SchemaLocation, to rules: inout SchemaNode.ObjectRules) {
        rules.minProperties = count("minProperties", of: schema, at: place)
        rules.maxProperties = count("maxProperties", of: schema, at: place)
        if let required = schema["required"] { rules.required = names(required, at: place.member("required")) }
        for (key, value) in members("properties", of: schema, at: place) {
            rules.order.append(key)
            rules.properties[key] = child(value, at: place.member("properties").member(key))
        }
        for (key, value) in members("patternProperties", of: schema, at: place) {
            let place = place.member("patternProperties").member(key)
            guard let pattern = pattern(Value(key), at: place) else { continue }
            rules.patterns.append((pattern, child(value, at: place)))
        }
        rules.additional = schema["additionalProperties"].map { child($0, at: place.member("additionalProperties")) }
        rules.unevaluated = schema["unevaluatedProperties"].map {
            child($0, at: place.member("unevaluatedProperties"))
        }
        rules.names = schema["propertyNames"].map { child($0, at: place.member("propertyNames")) }
        for keyword in ["dependencies", "dependentRequired", "dependentSchemas"] {
            addDependencies(keyword, schema, at: place, to: &rules)
        }
    }

    private mutating func addDependencies(
        _ keyword: String, _ schema: Value, at place: SchemaLocation, to rules: inout SchemaNode.ObjectRules
    ) {
        for (key, value) in members(keyword, of: schema, at: place) {
            let place = place.member(keyword).member(key)
            var dependency = SchemaNode.Dependency(keyword: keyword, key: key)
            if keyword == "dependentRequired" || keyword == "dependencies" && value.kind == .array {
                dependency.required = names(value, at: place)
            } else {
                dependency.schema = child(value, at: place)
            }
            rules.dependencies.append(dependency)
        }
    }

    mutating func addCombinations(_ schema: Value, at place: SchemaLocation, to node: inout SchemaNode) {
        if schema["allOf"] != nil { node.allOf = list("allOf", of: schema, at: place) }
        if schema["anyOf"] != nil { node.anyOf = list("anyOf", of: schema, at: place) }
        if schema["oneOf"] != nil { node.oneOf = list("oneOf", of: schema, at: place) }
        node.not = schema["not"].map { child($0, at: place.member("not")) }
        guard let condition = schema["if"] else { return }
        node.condition = child(condition, at: place.member("if"))
        node.then = schema["then"].map { child($0, at: place.member("then")) }
        node.otherwise = schema["else"].map { child($0, at: place.member("else")) }
    }
}
