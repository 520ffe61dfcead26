internal import PregelFlags
internal import Synchronization

/// The manifest of a plugin that has none.
enum TestManifest {
    private static let count = Atomic<Int>(0)

    static func json(of plugin: Plugin) -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        var manifest: [(key: String, value: Value)] = [
            ("manifest", 1), ("id", Value("org.pregel-host.testing-\(number)")), ("version", "0.0.0"),
            ("abi", ["major": 1, "min_minor": 0]),
        ]
        for kind in ComponentKind.allCases {
            let components = plugin.components.filter { $0.kind == kind }
            if components.isEmpty { continue }
            let declared = components.map { component -> Value in
                // Nothing is declared, so nothing is refused.
                let verbs: [NodeFlag] = [.streams, .interrupts, .routes]
                let flags: [NodeFlag] = kind == .node ? (component.isAsync ? [.async] : []) + verbs : []
                return ["name": Value(component.name), "flags": .array(flags.map { Value($0.rawValue) })]
            }
            manifest.append((kind.rawValue, .array(declared)))
        }
        return Value.object(manifest).json()
    }
}
