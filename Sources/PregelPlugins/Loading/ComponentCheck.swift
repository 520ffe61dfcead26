import CPregelABI
import PregelEngine
package import PregelManifest
import PregelValues

/// Whether a component of a loaded plugin can be made and ended, as `plugin check` tells it.
package struct ComponentCheck: Sendable {
    package enum Result: Sendable, Equatable {
        case passed
        /// It could not be tried.
        case skipped
        case failed
    }

    package let kind: ComponentKind
    package let name: String
    package let result: Result
    /// What was done, or why it was not, or what went wrong.
    package let reason: String

    /// Tries every component, of every kind, in the order of the identity.
    package static func all(of plugin: LoadedPlugin) -> [ComponentCheck] {
        plugin.manifest.identity.components.map { ComponentCheck($0, plugin) }
    }

    private init(_ info: ComponentInfo, _ plugin: LoadedPlugin) {
        kind = info.kind
        name = info.name
        guard let component = plugin.components(info.kind)[info.name] else {
            (result, reason) = (.failed, "the plugin's table does not have it")
            return
        }
        let declared = info.configSchema
        let text = component.pointee.config_schema
        var schema = declared
        if text.n != 0 {
            switch plugin.host.visit(.entry, { TableSchema.read(text) }) {
            case .success(let read): schema = read.source
            case .failure(let fault):
                (result, reason) = (.failed, "the config_schema in its table is no JSON Schema: \(fault.reason)")
                return
            }
        }
        if let declared, let schema, let place = SchemaAgreement.difference(read: declared, told: schema) {
            (result, reason) = (
                .failed,
                "the schema that was read from the source of its configuration is not that of the type, at "
                    + "\(place.isEmpty ? "its root" : place): write a \"config_schema\" for it into plugin.json"
            )
            return
        }
        (result, reason) = ComponentCheck.attempt(component, schema, plugin.host)
    }

    private static func attempt(
        _ component: UnsafePointer<pregel_component_v1>, _ schema: Value?, _ host: PluginHost
    ) -> (Result, String) {
        guard let config = schema == nil ? [:] : schema.flatMap(ConfigExample.least) else {
            return (.skipped, "no configuration that its schema takes could be made up")
        }
        let words = config.count == 0 ? "without a configuration" : "with the configuration \(config.json())"
        do throws(Failure) {
            _ = try ComponentInstance(component, config, host)
            return (.passed, "made \(words) and ended")
        } catch {
            // What was made up may be wrong in a way that no schema says; what the schema gives by itself may not.
            let isAsGiven = schema.flatMap { try? JSONSchema($0) }.map { $0.accepts([:]) } ?? false
            return (isAsGiven ? .failed : .skipped, "it cannot be made \(words): \(error.message)")
        }
    }
}
