package import PregelFlags
package import PregelValues

/// What a component can be.
package enum ComponentKind: String, Sendable, CaseIterable {
    case node, router, reducer, processor, checkpointer, cache, store

    /// In a sentence: `an event processor`.
    package var words: String {
        switch self {
        case .node: "a node"
        case .router: "a router"
        case .reducer: "a reducer"
        case .processor: "an event processor"
        case .checkpointer: "a checkpointer"
        case .cache: "a cache"
        case .store: "a store"
        }
    }
}

/// What a component says about itself; the bits are those of the C header's `PREGEL_NODE_…`.
package struct ComponentFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Never two calls of one instance at once.
    package static let serial = ComponentFlags(.serial)
    /// May wait: needs a thread that may.
    package static let blocking = ComponentFlags(.blocking)
    /// May complete a call later.
    package static let async = ComponentFlags(.async)
    /// The same input gives the same result, and nothing else happens.
    package static let pure = ComponentFlags(.pure)
    /// May put chunks on the stream.
    package static let streams = ComponentFlags(.streams)
    /// May ask the outside.
    package static let interrupts = ComponentFlags(.interrupts)
    /// May go to nodes, send packets, or command the parent graph.
    package static let routes = ComponentFlags(.routes)
    /// Must not stand in a cycle.
    package static let acyclic = ComponentFlags(.acyclic)
    /// Must not be run again: no retry, no resume.
    package static let once = ComponentFlags(.once)
    /// Must not be moved to another machine.
    package static let local = ComponentFlags(.local)

    package init(_ flag: NodeFlag) { rawValue = flag.bit }

    /// The names of the flags that are set, in the order of the bits.
    package var names: [String] { NodeFlag.allCases.filter { rawValue & $0.bit != 0 }.map(\.rawValue) }
}

/// What a plugin declares of one of its components.
package struct ComponentInfo: Sendable {
    package var name: String
    package var kind: ComponentKind
    package var description: String
    /// The JSON Schema of its configuration; `nil` means that any object will do.
    package var configSchema: Value?
    package var flags: ComponentFlags
    /// The grants that it needs: `network`, `filesystem`, `environment`, `subprocess`.
    package var grants: [String]
    /// The extensions that it needs of the host: `pregel.store/1`.
    package var requires: [String]

    package init(
        name: String, kind: ComponentKind, description: String = "", configSchema: Value? = nil,
        flags: ComponentFlags = []
    ) {
        self.name = name
        self.kind = kind
        self.description = description
        self.configSchema = configSchema
        self.flags = flags
        grants = []
        requires = []
    }
}

/// What a plugin declares of itself, read without running any of its code.
package struct PluginIdentity: Sendable {
    /// `org.example.text`.
    package var id: String
    package var version: String
    package var components: [ComponentInfo]
    /// The JSON Schema of the plugin's own configuration; `nil` means that it takes none.
    package var configSchema: Value?

    package init(id: String, version: String, components: [ComponentInfo], configSchema: Value? = nil) {
        self.id = id
        self.version = version
        self.components = components
        self.configSchema = configSchema
    }
}
