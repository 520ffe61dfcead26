/// What every part of a plugin has in common: a name, a configuration, and instances that are made of it.
///
/// `plugin.json` declares a component under the same name, with its description, its flags and what it may do. An
/// instance may be used by several threads at once, unless its flags say `serial`.
public protocol Component: Sendable {
    /// What a manifest's `config` is decoded to. `NoConfig` where there is nothing to set.
    associatedtype Config: Decodable & Sendable = NoConfig

    /// The name in `plugin.json`. By default the type's own in snake case: `AddCounts` is `add_counts`.
    static var name: String { get }

    /// A JSON Schema of the configuration, for a component whose schema `plugin.json` leaves out. By default it is
    /// derived from `Config`.
    static var configSchema: Value? { get }

    /// Decodes a configuration. What the configuration of a `Defaulted` type leaves out keeps its default.
    ///
    /// - Throws: A `CodingFailure` that says where and what was expected.
    static func decodeConfig(_ config: Value) throws -> Config

    /// Makes an instance. The configuration has been checked against the schema, and defaults are filled in.
    ///
    /// - Throws: Why the configuration cannot be used; the graph that asks for it is refused.
    init(config: Config) throws
}

extension Component {
    /// The type's name in snake case.
    public static var name: String { ComponentName.snakeCase(ComponentName.ofType(Self.self)) }

    /// Decodes a configuration.
    public static func decodeConfig(_ config: Value) throws -> Config { try config.decode(Config.self) }

    /// The schema that follows from `Config`.
    public static var configSchema: Value? { ConfigSchema.derive(Config.self) }
}

extension Component where Config: Defaulted {
    /// Decodes a configuration; what is missing keeps its default.
    public static func decodeConfig(_ config: Value) throws -> Config {
        try ComponentConfig.merge(config, into: Value(encoding: Config())).decode(Config.self)
    }
}

extension Component where Config == NoConfig {
    /// There is nothing to decode.
    public static func decodeConfig(_ config: Value) -> NoConfig { NoConfig() }

    /// There is nothing to set.
    public static var configSchema: Value? {
        ["type": "object", "properties": [:], "additionalProperties": false]
    }
}

/// The configuration of a component that has nothing to set.
public struct NoConfig: Defaulted {
    /// Makes the one value.
    public init() {}
}

/// A configuration that may be left out in whole or in part: what is missing keeps the value that `init()` gives it.
///
///     struct Config: Defaulted {
///         var separator = "\n"
///         var limit = 10
///     }
///
/// The defaults become part of the schema that is derived from the type.
public protocol Defaulted: Codable, Sendable {
    /// Makes the configuration with everything at its default.
    init()
}

/// How the names of types become names of components.
enum ComponentName {
    /// The type's own name. `String(describing:)` looks conformances up first, which costs a plugin a millisecond.
    static func ofType(_ type: Any.Type) -> String { _typeName(type, qualified: false) }

    static func snakeCase(_ name: String) -> String {
        var result = ""
        var previous: Character?
        for character in name {
            if character.isUppercase, let previous, previous.isLowercase || previous.isNumber { result.append("_") }
            result += character.lowercased()
            previous = character
        }
        return result
    }
}
