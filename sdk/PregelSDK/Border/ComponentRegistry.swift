internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// The Swift types behind the tables, by the tables' addresses: what `create` is told of the component it is for.
final class ComponentRegistry: Sendable {
    static let shared = ComponentRegistry()

    private let entries = Mutex<[UInt: ComponentEntry]>([:])

    /// Takes in a component with its table, which begins with the `pregel_component_v1`.
    func add(_ entry: ComponentEntry, at table: UnsafePointer<some Any>) {
        entries.withLock { $0[UInt(bitPattern: table)] = entry }
    }

    /// Makes an instance: the function `create` of all tables.
    func create(
        _ component: UnsafePointer<pregel_component_v1>, _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call,
        _ config: UnsafePointer<pregel_value>, _ instance: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> pregel_status {
        do {
            instance.pointee = try make(component, config).retained()
            return Status.ok
        } catch {
            return Outcome(error).state(host, call)
        }
    }

    private func make(
        _ component: UnsafePointer<pregel_component_v1>, _ config: UnsafePointer<pregel_value>
    ) throws -> ComponentBox {
        guard let entry = entries.withLock({ $0[UInt(bitPattern: component)] }) else {
            throw NodeError(
                kind: "PluginError",
                message: "create was called with a component that is not in the plugin's table: pass the table's own",
                transient: false)
        }
        do {
            return try entry.make(Value(copying: config))
        } catch let error as CodingFailure {
            throw NodeError(
                kind: "ConfigError", message: error.description, transient: false,
                detail: ["pointer": Value(error.path)])
        }
    }
}
