package import PregelValues

/// A component's name, `alias.component`.
package struct ComponentName: Sendable, Hashable, CustomStringConvertible {
    package var alias: String
    package var name: String

    package init(alias: String, name: String) {
        self.alias = alias
        self.name = name
    }

    package var description: String { alias + "." + name }
}

/// A component and its configuration: `{"use": "text.split", "config": {}}`.
package struct ComponentUse: Sendable {
    package var name: ComponentName
    /// An object, as the manifest gives it; `ComponentChecker` fills in the defaults of the component's schema.
    package var config: Value
    /// The object that holds `use`, or the string that stands for it.
    package var place: Place

    package init(name: ComponentName, config: Value, place: Place) {
        self.name = name
        self.config = config
        self.place = place
    }

    /// Where the component's name stands.
    package var namePlace: Place { isShort ? place : place.member("use") }
    /// Where the configuration stands, be it written or not.
    package var configPlace: Place { place.member("config") }
    /// What the component's plugin declares of it; set by `ComponentChecker`.
    package var info: ComponentInfo?
    /// Whether the configuration is what was meant: not where it could not be read.
    package var isConfigRead = true
    /// Whether a bare string stands for it, as a reducer's name may.
    package var isShort = false
}
