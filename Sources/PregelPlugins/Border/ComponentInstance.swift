import CHostSystem
import CPregelABI
import PregelEngine
import PregelValues
import Synchronization

/// An instance of a component: what its `create` made, until the last reference goes.
final class ComponentInstance: @unchecked Sendable {
    let host: PluginHost
    let pointer: UnsafeMutableRawPointer?
    /// What the component declared when it was loaded: what it may do.
    let flags: UInt32
    private let component: UnsafePointer<pregel_component_v1>

    /// Makes the instance with a configuration that fits the component's schema.
    init(_ component: UnsafePointer<pregel_component_v1>, _ config: Value, _ host: PluginHost) throws(Failure) {
        let call = BorderCall(host, .load)
        let name = component.pointee.name
        var made: UnsafeMutableRawPointer?
        let status = call.enter(.create, node: name, isShared: false) { number in
            withUnsafePointer(to: config.raw) {
                component.pointee.create(component, UnsafePointer(host.table), number, $0, &made)
            }
        }
        host_float_check()
        let refusal = call.refusal(status)
        if let refusal {
            // What was made in spite of a failure would never be ended.
            if status == PregelStatus.ok { host.visit(.destroy, node: name) { component.pointee.destroy(made) } }
            throw refusal
        }
        self.host = host
        self.component = component
        flags = component.pointee.flags
        pointer = made
        host.instances.add(1, ordering: .relaxed)
    }

    /// The component's name.
    var name: String { component.pointee.name.string }

    deinit {
        host.visit(.destroy, node: component.pointee.name) { component.pointee.destroy(pointer) }
        host.instances.subtract(1, ordering: .releasing)
    }
}
