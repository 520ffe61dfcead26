/// Which node may follow which: edges, routes, destinations and dataflow alike.
///
/// Where many may follow many (a join, a route without targets, a channel), they meet in a hub, so that the shape stays
/// as large as the manifest.
struct GraphShape {
    private let names: [String]
    private let indices: [String: Int]
    /// Of nodes first, then of hubs.
    private var followers: [[Int]]
    /// The hub that leads to every node.
    private var everywhere: Int?

    /// - Parameter followsRoutes: Whether a node that may go anywhere by itself leads everywhere.
    init(_ manifest: Manifest, followsRoutes: Bool = false) {
        names = manifest.nodes.map(\.name)
        indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        followers = Array(repeating: [], count: names.count)
        for node in manifest.nodes {
            for target in node.destinations ?? [] { join(node.name, target) }
            if followsRoutes, node.destinations == nil, node.component?.info?.flags.contains(.routes) == true {
                join(node.name, hub: hubToEverywhere())
            }
        }
        for edge in manifest.edges { add(edge) }
        if case .dataflow = manifest.wiring { addDataflow(manifest) }
    }

    private mutating func join(_ from: String, _ to: String) {
        guard let from = indices[from], let to = indices[to] else { return }
        followers[from].append(to)
    }

    private mutating func join(_ from: String, hub: Int) {
        if let from = indices[from] { followers[from].append(hub) }
    }

    private mutating func join(hub: Int, _ to: String) {
        if let to = indices[to] { followers[hub].append(to) }
    }

    private mutating func addHub() -> Int {
        followers.append([])
        return followers.count - 1
    }

    private mutating func add(_ edge: EdgeDeclaration) {
        switch edge {
        case .plain(let from?, let to, _):
            for target in to { join(from, target.name) }
        case .join(let from, let to, _):
            let hub = addHub()
            for source in from { join(source, hub: hub) }
            for target in to { join(hub: hub, target.name) }
        case .conditional(let from?, _, let targets, _):
            if let named = targets.named {
                for target in named { join(from, target.name) }
            } else {
                join(from, hub: hubToEverywhere())
            }
        case .plain(nil, _, _), .conditional(nil, _, _, _): break
        }
    }

    private mutating func hubToEverywhere() -> Int {
        if let everywhere { return everywhere }
        let hub = addHub()
        followers[hub] = Array(names.indices)
        everywhere = hub
        return hub
    }

    private mutating func addDataflow(_ manifest: Manifest) {
        var hubs: [String: Int] = [:]
        for node in manifest.nodes {
            for port in node.inputs {
                let hub = hubs[port.channel] ?? addHub()
                hubs[port.channel] = hub
                join(hub: hub, node.name)
            }
        }
        for node in manifest.nodes {
            for port in node.outputs {
                if let hub = hubs[port.channel] { join(node.name, hub: hub) }
            }
        }
    }

    /// The nodes that may run after `node`, because of it; `nil` where that takes more than `effort` steps, which it
    /// uses up.
    func reachable(from node: String, effort: inout Int) -> Set<String>? {
        guard let start = indices[node] else { return [] }
        var seen = Set<Int>()
        var stack = followers[start]
        while let next = stack.popLast() {
            guard seen.insert(next).inserted else { continue }
            effort -= 1 + followers[next].count
            guard effort > 0 else { return nil }
            stack += followers[next]
        }
        return Set(seen.lazy.filter { $0 < names.count }.map { names[$0] })
    }

    /// The nodes that stand in a cycle, be it of themselves alone.
    func nodesInCycles() -> Set<String> {
        var search = CycleSearch(followers: followers)
        return Set(search.run().lazy.filter { $0 < names.count }.map { names[$0] })
    }
}

/// Tarjan's search for strongly connected components, on a stack of its own: a chain may be long.
private struct CycleSearch {
    let followers: [[Int]]
    private var order: [Int]
    private var low: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var count = 0
    private var found: [Int] = []

    init(followers: [[Int]]) {
        self.followers = followers
        order = Array(repeating: -1, count: followers.count)
        low = order
        isOpen = Array(repeating: false, count: followers.count)
    }

    mutating func run() -> [Int] {
        for node in followers.indices where order[node] < 0 { visit(node) }
        return found
    }

    private mutating func visit(_ start: Int) {
        var stack = [(node: start, next: 0)]
        enter(start)
        while let (node, next) = stack.last {
            if next < followers[node].count {
                stack[stack.count - 1].next += 1
                let follower = followers[node][next]
                if order[follower] < 0 {
                    enter(follower)
                    stack.append((follower, 0))
                } else if isOpen[follower] {
                    low[node] = min(low[node], order[follower])
                }
            } else {
                stack.removeLast()
                if let parent = stack.last?.node { low[parent] = min(low[parent], low[node]) }
                if low[node] == order[node] { close(node) }
            }
        }
    }

    private mutating func enter(_ node: Int) {
        order[node] = count
        low[node] = count
        count += 1
        open.append(node)
        isOpen[node] = true
    }

    private mutating func close(_ node: Int) {
        guard let start = open.lastIndex(of: node) else { return }
        let component = open[start...]
        for member in component { isOpen[member] = false }
        if component.count > 1 || followers[node].contains(node) { found += component }
        open.removeSubrange(start...)
    }
}
