import PregelDiagnostics
import PregelLogic
import PregelValues

/// Reads one entry of `edges`.
struct EdgeReader {
    static let keys = ["from", "to", "route", "targets"]

    let scope: Scope
    /// `nil` where the nodes are not known, for another fault's sake.
    let nodes: NameSet?
    let faults: Faults

    func read(_ reader: Reader) -> EdgeDeclaration? {
        guard reader.isObject("an edge", keys: Self.keys) else { return nil }
        let isConditional = reader.value["route"] != nil
        guard isConditional || reader.value["to"] != nil else {
            reader.missing(
                "to", of: "an edge", fix: "add \"to\" (a node or several), or \"route\" (a conditional edge)")
            _ = reader.required("from", of: "an edge").map(source)
            return nil
        }
        return isConditional ? conditional(reader) : plain(reader)
    }

    // MARK: Plain edges and joins

    private func plain(_ reader: Reader) -> EdgeDeclaration? {
        reader.misplaced("targets", "belongs to conditional edges, which have a \"route\"")
        let from = reader.required("from", of: "an edge").flatMap(source)
        let to = reader.member("to").map(targets) ?? []
        switch from {
        case nil: return nil
        case .one(let name): return .plain(from: name, to: to, place: reader.place)
        case .all(let names): return .join(from: names, to: to, place: reader.place)
        }
    }

    private enum Source {
        /// A node, or START (`nil`).
        case one(String?)
        case all([String])
    }

    private func source(_ reader: Reader) -> Source? {
        if reader.value.kind == .array {
            if reader.value.items.isEmpty { reader.badValue("a node or a list of at least one") }
            let names = reader.items().compactMap(joined)
            return names.count == 1 && reader.value.items.count == 1 ? .one(names[0]) : .all(names)
        }
        guard reader.value.kind == .string else {
            reader.wrongType("a node or a list of nodes")
            return nil
        }
        return single(reader)
    }

    private func single(_ reader: Reader) -> Source? {
        guard let name = reader.string() else { return nil }
        if name == Names.start { return .one(nil) }
        return node(name, reader).map { .one($0) }
    }

    /// One of several sources: START cannot be waited for.
    private func joined(_ reader: Reader) -> String? {
        guard let name = reader.string() else { return nil }
        guard name == Names.start else { return node(name, reader) }
        faults.add(
            "start-in-join", "START cannot be waited for together with nodes", at: reader.place,
            fix: "write an edge of its own, {\"from\": \"START\", …}")
        return nil
    }

    private func node(_ name: String, _ reader: Reader) -> String? {
        guard name != Names.end else {
            faults.add("end-as-source", "nothing can follow END, where a run is over", at: reader.place)
            return nil
        }
        return reader.resolve(name, in: nodes, called: "node") ? name : nil
    }

    private func targets(_ reader: Reader) -> [EdgeDeclaration.Target] {
        switch reader.value.kind {
        case .string: return target(reader).map { [$0] } ?? []
        case .array:
            if reader.value.items.isEmpty { reader.badValue("a node or a list of at least one") }
            return reader.items().compactMap(target)
        default:
            reader.wrongType("a node or a list of nodes")
            return []
        }
    }

    private func target(_ reader: Reader) -> EdgeDeclaration.Target? {
        reader.string().flatMap { TargetRule(nodes: nodes, faults: faults).target($0, reader) }
    }

    // MARK: Conditional edges

    private func conditional(_ reader: Reader) -> EdgeDeclaration? {
        if let to = reader.member("to") {
            faults.add(
                "conflicting-keys", "an edge has \"to\" or \"route\", not both", at: to.place, .key,
                fix: "name the nodes that the route may lead to in \"targets\"")
        }
        let from = reader.required("from", of: "an edge").flatMap(conditionalSource)
        let router = reader.member("route").flatMap(self.router)
        let errors = faults.errors
        let targets = reader.member("targets").map(table) ?? .any
        if case .expression(let source)? = router, faults.errors == errors,
            let expr = reader.member("route")?.member("expr")
        {
            ResultRule(targets: targets, nodes: nodes, faults: faults).check(source, at: expr.place)
        }
        guard let from, let router else { return nil }
        return .conditional(from: from, router: router, targets: targets, place: reader.place)
    }

    /// A source that is START is `.some(nil)`.
    private func conditionalSource(_ reader: Reader) -> String?? {
        guard reader.value.kind == .string else {
            let hint = reader.value.kind == .array ? ": a conditional edge leaves one node" : ""
            reader.wrongType("a node\(hint)")
            return nil
        }
        guard case .one(let name)? = single(reader) else { return nil }
        return .some(name)
    }

    private func router(_ reader: Reader) -> EdgeDeclaration.Router? {
        guard reader.isObject("a route", keys: ["expr", "use", "config"]) else { return nil }
        guard let source = reader.member("expr") else {
            guard reader.value["use"] != nil else {
                reader.missing("expr", of: "a route", fix: "add \"expr\" (an expression), or \"use\" (a router)")
                return nil
            }
            return reader.use(of: "a route", in: scope).map { .component($0) }
        }
        if let use = reader.member("use") {
            faults.add(
                "conflicting-keys", "a route has \"expr\" or \"use\", not both", at: use.place, .key,
                fix: "remove one of them")
        }
        reader.misplaced("config", "belongs to routers with \"use\"")
        if let fault = ExpressionFault.find(in: source.value, .standard) {
            let operation = source.place.following(fault.pointer)
            faults.add(
                "bad-expression", fault.message, at: fault.key.map { operation.member($0) } ?? operation,
                fault.key == nil ? .value : .key, notes: fault.notes, fix: fault.fix)
        }
        return .expression(source.value)
    }

    private func table(_ reader: Reader) -> EdgeDeclaration.Targets {
        switch reader.value.kind {
        case .array:
            if reader.value.items.isEmpty { reader.badValue("a list of at least one node, or left out") }
            return .list(reader.items().compactMap(target))
        case .object:
            if reader.value.members.isEmpty { reader.badValue("an object of at least one result, or left out") }
            return .table(
                reader.members(called: "result").compactMap { key, member in target(member).map { (key, $0) } })
        default:
            reader.wrongType("a list of nodes, or an object from results to nodes")
            return .any
        }
    }
}
