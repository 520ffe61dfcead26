import PregelLogic
import PregelValues

/// Where a run may go from each node, and where it must: for hints about graphs that do what nobody wants.
///
/// Whatever cannot be told counts as a way to every node, and out.
struct FlowGraph {
    /// A conditional edge whose expression gives one of these.
    struct Choice {
        var targets: [Int]
        /// Whether it may lead to END, or nowhere.
        var mayEnd: Bool
        /// Whether it leads to one target alone.
        var isSingle: Bool
    }

    /// One node's ways.
    struct Ways {
        /// By plain edges: always.
        var always: [Int] = []
        /// By conditional edges.
        var choices: [Choice] = []
        /// By itself, by a handler of its failure, by a router that is a component, or together with others.
        var maybe: [Int] = []
        /// Whether it may go to any node.
        var isOpen = false
        /// Whether a run may stop at it: it asks, fails, or has a breakpoint.
        var mayStop = false
    }

    let names: [String]
    /// By node; the last one are those of START.
    private(set) var ways: [Ways]
    /// The nodes that each join waits for, with the place of its edge.
    private(set) var joins: [(members: [Int], place: Place)] = []
    private let indices: [String: Int]

    var start: Int { names.count }

    /// - Parameter manifest: With its components looked up, and wired by edges.
    init(_ manifest: Manifest) {
        names = manifest.nodes.map(\.name)
        indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        ways = Array(repeating: Ways(), count: names.count + 1)
        for (index, node) in manifest.nodes.enumerated() {
            ways[index].mayStop =
                manifest.interrupts.before.contains(node.name)
                || manifest.interrupts.after.contains(node.name)
            addOwn(node, index)
        }
        for edge in manifest.edges { add(edge) }
    }

    /// A node, or START.
    func name(_ node: Int) -> String { node == start ? Names.start : names[node] }

    // MARK: Nodes

    private mutating func addOwn(_ node: NodeDeclaration, _ index: Int) {
        addFree(node.destinations ?? [], index)
        if let use = node.component { add(use, of: node, index) }
        if let use = node.onError {
            ways[index].mayStop = true
            add(use, of: node, index)
        }
        if let nested = node.nested {
            let traits = FlowTraits(of: nested)
            if traits.mayStop { ways[index].mayStop = true }
            if traits.mayCommand { addFree(node.destinations, index) }
        }
    }

    private mutating func add(_ use: ComponentUse, of node: NodeDeclaration, _ index: Int) {
        let traits = FlowTraits(use)
        if traits.mayStop { ways[index].mayStop = true }
        if use.name.alias == Names.standard {
            guard ["goto", "send_each"].contains(use.name.name) else { return }
            addFree(Self.literals(of: use) ?? node.destinations, index)
        } else if traits.mayCommand {
            ways[index].mayStop = true
            addFree(node.destinations, index)
        }
    }

    /// Ways that a node may take by itself.
    private mutating func addFree(_ targets: [String]?, _ index: Int) {
        guard let targets else { return ways[index].isOpen = true }
        ways[index].maybe += targets.compactMap { indices[$0] }
    }

    /// The nodes that stand in a configuration, where no other can come out.
    private static func literals(of use: ComponentUse) -> [String]? {
        let source = use.config[use.name.name == "goto" ? "expr" : "node"] ?? .null
        let results = Expression.results(of: source, dialect: .making)
        return results.isComplete ? results.constants.compactMap(\.value.string) : nil
    }

    // MARK: Edges

    private mutating func add(_ edge: EdgeDeclaration) {
        switch edge {
        case .plain(let from, let to, _):
            if let from = index(from) { ways[from].always += indices(of: to) }
        case .join(let from, let to, let place):
            let members = from.compactMap { indices[$0] }
            let targets = indices(of: to)
            for member in members { ways[member].maybe += targets }
            if !targets.isEmpty { joins.append((members, place)) }
        case .conditional(let from, let router, let targets, _):
            if let from = index(from) { add(router, targets, from) }
        }
    }

    private mutating func add(_ router: EdgeDeclaration.Router, _ targets: EdgeDeclaration.Targets, _ from: Int) {
        switch router {
        case .component(let use):
            let literal = use.name.alias == Names.standard ? Self.literals(of: use) : nil
            addFree(literal ?? targets.named?.map(\.name), from)
        case .expression(let source):
            let results = Expression.results(of: source)
            let named = targets.named ?? (results.isComplete ? Self.targets(results) : nil)
            guard let named else { return ways[from].isOpen = true }
            ways[from].choices.append(
                Choice(
                    targets: indices(of: named),
                    mayEnd: named.contains(.end) || !results.isSingle, isSingle: results.isSingle))
        }
    }

    private static func targets(_ results: Expression.Results) -> [EdgeDeclaration.Target] {
        results.constants.compactMap(\.value.string).map { $0 == Names.end ? .end : .node($0) }
    }

    private func index(_ name: String?) -> Int? { name.map { indices[$0] } ?? start }

    private func indices(of targets: [EdgeDeclaration.Target]) -> [Int] { targets.compactMap { indices[$0.name] } }

    // MARK: Search

    /// Where a run may come from a node on: by index, START's being the last.
    ///
    /// - Parameter blocked: A choice of a node, and a target that it does not lead to.
    func reachable(from node: Int, without blocked: (node: Int, choice: Int, target: Int)? = nil) -> [Bool] {
        var seen = Array(repeating: false, count: names.count + 1)
        mark(from: node, in: &seen, without: blocked)
        return seen
    }

    /// Marks where a run may come from a node on. What is marked already must have its own ways marked.
    func mark(
        from node: Int, in seen: inout [Bool], without blocked: (node: Int, choice: Int, target: Int)? = nil
    ) {
        var stack = [node]
        var isOpen = false
        while let next = stack.popLast() {
            let way = ways[next]
            if way.isOpen, !isOpen {
                // A way to every node.
                isOpen = true
                for target in names.indices where !seen[target] {
                    seen[target] = true
                    stack.append(target)
                }
            }
            for target in way.always + way.maybe where !seen[target] {
                seen[target] = true
                stack.append(target)
            }
            for (place, choice) in way.choices.enumerated() {
                for target in choice.targets where !seen[target] {
                    if let blocked, blocked == (next, place, target) { continue }
                    seen[target] = true
                    stack.append(target)
                }
            }
        }
    }
}
