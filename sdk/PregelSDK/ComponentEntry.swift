/// A component's type in a plugin's list. Made by naming the type in `Plugin { … }`.
public struct ComponentEntry: Sendable {
    package let kind: ComponentKind
    package let name: String
    /// The Swift type's name, for messages.
    let typeName: String
    package fileprivate(set) var isAsync = false
    var interests: UInt64 = 0
    var queueCapacity: UInt32 = 0
    package let schema: @Sendable () -> Value?
    let make: @Sendable (Value) throws -> ComponentBox

    init<C: Component>(_ kind: ComponentKind, _ type: C.Type, box: @escaping @Sendable (C) -> ComponentBox) {
        self.kind = kind
        name = type.name
        typeName = ComponentName.ofType(type)
        schema = { type.configSchema }
        make = { config in box(try type.init(config: type.decodeConfig(config))) }
    }

    /// A node that takes values as they are.
    ///
    /// - Parameter body: What an instance does. Made where the type is known, so that the call is a direct one.
    @usableFromInline
    static func plain<N: Node>(
        _ type: N.Type, _ body: @escaping @Sendable (N) -> @Sendable (Value, NodeContext) throws -> Void
    ) -> ComponentEntry {
        ComponentEntry(.node, type) { PlainNodeBox(body($0)) }
    }

    /// A router that takes values as they are.
    @usableFromInline
    static func plain<R: Router>(
        _ type: R.Type, _ body: @escaping @Sendable (R) -> @Sendable (Value, RouterContext) throws -> Route
    ) -> ComponentEntry {
        ComponentEntry(.router, type) { PlainRouterBox(body($0)) }
    }
}

/// What a component can be; the raw value is the list of `plugin.json` that declares it.
package enum ComponentKind: String, Sendable, CaseIterable {
    case node = "nodes"
    case router = "routers"
    case reducer = "reducers"
    case processor = "processors"
    case checkpointer = "checkpointers"
    case cache = "caches"
    case store = "stores"
}

/// Fills configurations up.
enum ComponentConfig {
    /// The configuration, with what it leaves out as the defaults have it, at every depth.
    static func merge(_ config: Value, into defaults: Value) -> Value {
        guard config.kind == .object, defaults.kind == .object else { return config }
        var result = ObjectBuilder(capacity: defaults.count + config.count)
        for (key, value) in defaults.members { result.set(key, to: value) }
        for (key, value) in config.members {
            result.set(key, to: defaults[key].map { merge(value, into: $0) } ?? value)
        }
        return result.finish()
    }
}

/// Lists a plugin's components by their types.
@resultBuilder
public enum ComponentBuilder {
    /// A node that writes what it returns.
    public static func buildExpression<N: Node>(_ type: N.Type) -> [ComponentEntry] where N.Output: Encodable {
        [ComponentEntry(.node, type) { SyncNodeBox($0, .encoding) }]
    }

    /// A node that returns a value.
    public static func buildExpression<N: Node>(_ type: N.Type) -> [ComponentEntry] where N.Output == Value {
        [ComponentEntry(.node, type) { SyncNodeBox($0, .members) }]
    }

    /// A node that returns nothing.
    public static func buildExpression<N: Node>(_ type: N.Type) -> [ComponentEntry] where N.Output == Void {
        [ComponentEntry(.node, type) { SyncNodeBox($0, .nothing) }]
    }

    /// A node that takes values as they are, and returns nothing.
    @inlinable
    public static func buildExpression<N: Node>(_ type: N.Type) -> [ComponentEntry]
    where N.Input == Value, N.Output == Void {
        [ComponentEntry.plain(type) { node in { input, context in try node.run(input, context) } }]
    }

    /// An async node that writes what it returns.
    public static func buildExpression<N: AsyncNode>(_ type: N.Type) -> [ComponentEntry] where N.Output: Encodable {
        async(type, .encoding)
    }

    /// An async node that returns a value.
    public static func buildExpression<N: AsyncNode>(_ type: N.Type) -> [ComponentEntry] where N.Output == Value {
        async(type, .members)
    }

    /// An async node that returns nothing.
    public static func buildExpression<N: AsyncNode>(_ type: N.Type) -> [ComponentEntry] where N.Output == Void {
        async(type, .nothing)
    }

    // What fits nothing else comes to these: one sentence instead of a remark on each of the others.

    /// A node of which the compiler does not know how to write what it returns.
    @available(*, unavailable, message: "a node's Output must be Encodable, a Value, or nothing")
    public static func buildExpression<N: Node>(_ type: N.Type) -> [ComponentEntry] { [] }

    /// An async node of which the compiler does not know how to write what it returns.
    @available(*, unavailable, message: "an async node's Output must be Encodable, a Value, or nothing")
    public static func buildExpression<N: AsyncNode>(_ type: N.Type) -> [ComponentEntry] { [] }

    /// A type that is no component.
    @available(
        *, unavailable,
        message: "a component is a Node, AsyncNode, Router, Reducer, EventProcessor, Checkpointer, Cache or Store"
    )
    public static func buildExpression<T>(_ type: T.Type) -> [ComponentEntry] { [] }

    /// A router.
    public static func buildExpression<R: Router>(_ type: R.Type) -> [ComponentEntry] {
        [ComponentEntry(.router, type) { TypedRouterBox($0) }]
    }

    /// A router that takes values as they are.
    @inlinable
    public static func buildExpression<R: Router>(_ type: R.Type) -> [ComponentEntry] where R.Input == Value {
        [ComponentEntry.plain(type) { router in { input, context in try router.route(input, context) } }]
    }

    /// A reducer.
    public static func buildExpression<R: Reducer>(_ type: R.Type) -> [ComponentEntry] {
        [ComponentEntry(.reducer, type) { TypedReducerBox($0) }]
    }

    /// An event processor.
    public static func buildExpression<P: EventProcessor>(_ type: P.Type) -> [ComponentEntry] {
        var entry = ComponentEntry(.processor, type) { ProcessorBox($0) }
        entry.interests = type.interests.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
        entry.queueCapacity = UInt32(clamping: type.queueCapacity)
        return [entry]
    }

    /// A checkpointer.
    public static func buildExpression<C: Checkpointer>(_ type: C.Type) -> [ComponentEntry] {
        [ComponentEntry(.checkpointer, type) { CheckpointerBox($0) }]
    }

    /// A cache.
    public static func buildExpression<C: Cache>(_ type: C.Type) -> [ComponentEntry] {
        [ComponentEntry(.cache, type) { CacheBox($0) }]
    }

    /// A store.
    public static func buildExpression<S: Store>(_ type: S.Type) -> [ComponentEntry] {
        [ComponentEntry(.store, type) { StoreBox($0) }]
    }

    /// Joins the lists.
    public static func buildBlock(_ parts: [ComponentEntry]...) -> [ComponentEntry] { parts.flatMap(\.self) }

    private static func async<N: AsyncNode>(_ type: N.Type, _ output: OutputWriter<N.Output>) -> [ComponentEntry] {
        var entry = ComponentEntry(.node, type) { AsyncNodeBox($0, output) }
        entry.isAsync = true
        return [entry]
    }
}

extension OutputWriter where Output: Encodable {
    static var encoding: OutputWriter { OutputWriter { output, call in try MemberWriter.writeEncoded(output, call) } }
}

extension OutputWriter where Output == Value {
    static var members: OutputWriter { OutputWriter(write: MemberWriter.write) }
}

extension OutputWriter where Output == Void {
    static var nothing: OutputWriter { OutputWriter { _, _ in } }
}
