package import PregelManifest
import PregelValues

/// A plugin's identity: the JSON in its section `pregel.manifest`.
package struct PluginManifest: Sendable {
    /// `org.example.text`, its version, its components with their schemas.
    package var identity: PluginIdentity
    package var description = ""
    package var license = ""
    /// The border's version that it needs.
    package var abiMajor = 1
    package var abiMinor = 0
    /// What it needs to be granted.
    package var needs = PluginEntry.Grants()
    /// Extensions of the host that it needs.
    package var requires: [String] = []
    /// What it reads and writes, by component, for people.
    package var notes: [String: (reads: [String], writes: [String])] = [:]

    /// The components whose schema was read from the source when the plugin was built: `node split`.
    package var derived: Set<String> = []

    /// What it needs to be granted, in words: `network`, `filesystem /data`.
    package var grants: [String] { needs.words }
}

extension PluginManifest {
    /// Whether a component's schema was read from the source, and not declared.
    func isDerived(_ component: ComponentInfo) -> Bool {
        derived.contains("\(component.kind.rawValue) \(component.name)")
    }

    /// Takes the schemas that were read from the source, for components that declare none. What is no schema is passed
    /// over: the plugin tells its own once it is loaded.
    mutating func take(derivedSchemas text: UnsafeRawBufferPointer) {
        guard let schemas = try? Value(json: text, options: JSONOptions(maxDepth: 64, maxSize: 1 << 20)) else { return }
        for (index, component) in identity.components.enumerated() where component.configSchema == nil {
            let kind = component.kind
            guard let schema = schemas["\(kind.rawValue)s"]?[component.name], (try? JSONSchema(schema)) != nil else {
                continue
            }
            identity.components[index].configSchema = schema
            derived.insert("\(kind.rawValue) \(component.name)")
        }
    }
}
