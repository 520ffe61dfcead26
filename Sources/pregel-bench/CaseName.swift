/// A case's name, spelt as the peers' harness does: `pregel/sync/chain/n=100/saver=memory`.
struct CaseName {
    /// The whole name.
    let text: String
    /// What runs it: `pregel`, `pregel-c`, or `bare` for no engine at all.
    let engine: String
    /// What the nodes are written in.
    let language: NodeLanguage
    /// `sync`, `async` (pending nodes, or no thread that waits), `border`, `scale`.
    let mode: String
    /// `chain`
    let workload: String
    /// `n=100`, in their order.
    let parameters: [(key: String, value: String)]
    /// Whether its nodes run on one thread, so that what is counted is the same each time.
    var isSingleThreaded = false

    /// Takes a name apart; its spelling is the catalog's, so nothing is checked.
    init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "/").map(String.init)
        engine = parts[0]
        language = NodeLanguage(rawValue: engine) ?? .swift
        mode = parts[1]
        workload = parts[2]
        parameters = parts[3...].map { part in
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            return (key: halves[0], value: halves.count > 1 ? halves[1] : "")
        }
    }

    /// A parameter; `nil` where the name has none of that key.
    subscript(key: String) -> String? { parameters.first { $0.key == key }?.value }

    /// A parameter that is a number; 0 where it is missing.
    func number(_ key: String) -> Int { self[key].flatMap { Int($0) } ?? 0 }
}
