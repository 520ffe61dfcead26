import PregelDiagnostics
import PregelLogic
import PregelValues

/// What a route's expression gives as it stands must be a target: what is computed is left to the run.
struct ResultRule {
    let targets: EdgeDeclaration.Targets
    /// `nil` where the nodes are not known, for another fault's sake.
    let nodes: NameSet?
    let faults: Faults

    func check(_ source: Value, at place: Place) {
        guard nodes != nil else { return }
        for constant in Expression.results(of: source).constants where !isTarget(constant.value) {
            report(constant.value, at: place.following(constant.pointer.description))
        }
    }

    private func isTarget(_ result: Value) -> Bool {
        switch targets {
        case .any, .list: result.string.map(names.contains) ?? false
        case .table: names.contains(result.string ?? result.json(.canonical))
        }
    }

    /// What a result may be: of a table its keys.
    private var names: [String] {
        switch targets {
        case .any: (nodes?.names ?? []) + [Names.end]
        case .list(let targets): targets.map(\.name)
        case .table(let rows): rows.map(\.result)
        }
    }

    private func report(_ result: Value, at place: Place) {
        let names = names
        let close = result.string.flatMap { nearestName(to: $0, in: names) }
        let what =
            switch targets {
            case .any: "nodes"
            case .list, .table: "targets"
            }
        faults.add(
            "unknown-target", "the route gives \(result.brief), which is none of its targets", at: place,
            notes: ["\(what): \(Wording.list(names))"],
            fix: close.map { "write \(Wording.quoted($0))" }
                ?? "add \(Wording.quoted(result.string ?? result.json(.canonical))) to \"targets\", or give another result"
        )
    }
}
