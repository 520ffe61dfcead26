import PregelDiagnostics
import PregelValues

/// One check of a value against a schema.
struct SchemaValidation {
    let nodes: [SchemaNode]
    var violations: [JSONSchema.Violation] = []
    /// In a branch that may fail, nothing is reported.
    var isQuiet = false
    private var depth = 0
    /// The resources that the check has come through, from the outermost on.
    private var scope = [0]
    private(set) var isExhausted = false
    /// Checks that are left: a schema can ask for a number that grows like 2 to the power of its size.
    private(set) var fuel: Int

    static let mostViolations = 100
    private static let deepest = 400

    init(nodes: [SchemaNode], fuel: Int = 2_000_000) {
        self.nodes = nodes
        self.fuel = fuel
    }

    mutating func isValid(_ value: Value, against index: Int) -> Bool {
        let wasQuiet = isQuiet
        isQuiet = true
        defer { isQuiet = wasQuiet }
        return check(value, against: index, at: .root)
    }

    /// Whether the value fits; says why not, unless quiet.
    mutating func check(_ value: Value, against index: Int, at path: Path) -> Bool {
        let node = nodes[index]
        if let constant = node.constant {
            if !constant { report(path, "false", "nothing is allowed here, found \(value.brief)") }
            return constant
        }
        depth += 1
        defer { depth -= 1 }
        guard spend(), depth <= Self.deepest else { return giveUp(at: path) }
        let entersResource = node.resource != scope.last
        if entersResource { scope.append(node.resource) }
        defer { if entersResource { scope.removeLast() } }
        if let types = node.types, !types.accepts(value) {
            report(path, "type", "expected \(types.words), found \(value.brief)")
            // What follows would only say so again.
            return false
        }
        var fits = checkChoices(value, node, path)
        if isQuiet && !fits { return false }
        switch value.kind {
        case .int, .double: fits = checkNumber(value, node.numbers, path) && fits
        case .string: fits = checkString(value, node.strings, path) && fits
        case .array: fits = checkArray(value, node.arrays, path) && fits
        case .object: fits = checkObject(value, node.objects, path) && fits
        case .null, .bool, .bytes: break
        }
        if node.strings.format == .jsonlogic { fits = checkExpression(value, path) && fits }
        if isQuiet && !fits { return false }
        return checkCombinations(value, node, path) && fits
    }

    /// Where a dynamic reference leads from here.
    func target(of reference: SchemaNode.DynamicReference) -> Int {
        scope.lazy.compactMap { reference.targets[$0] }.first ?? reference.fallback
    }

    /// Counts steps; false where there may be no more.
    mutating func spend(_ steps: Int = 1) -> Bool {
        fuel -= steps
        return fuel > 0
    }

    mutating func giveUp(at path: Path) -> Bool {
        if !isExhausted {
            isExhausted = true
            violations.append(
                JSONSchema.Violation(
                    pointer: path.pointer, keyword: "schema",
                    message: "the value cannot be checked: value or schema is too deep or too involved"))
        }
        return false
    }

    mutating func report(
        _ path: Path, _ keyword: String, _ message: @autoclosure () -> String, key: String? = nil,
        notes: @autoclosure () -> [String] = [], fix: @autoclosure () -> String? = nil
    ) {
        guard !isQuiet, violations.count < Self.mostViolations else { return }
        violations.append(
            JSONSchema.Violation(
                pointer: path.pointer, key: key, keyword: keyword, message: message(), notes: notes(), fix: fix()))
    }
}
