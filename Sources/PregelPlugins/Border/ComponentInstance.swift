import CPregelABI
import PregelEngine
import PregelValues

/// An instance of a component: what its `create` made, until the last reference goes.
final class ComponentInstance: @unchecked Sendable {
    let host: PluginHost
    let pointer: UnsafeMutableRawPointer?
    private let destroy: @convention(c) (UnsafeMutableRawPointer?) -> Void
    private let lock = Lock()
    private var pending: [ObjectIdentifier: BorderCall] = [:]

    /// Makes the instance with a configuration that fits the component's schema.
    init(_ component: UnsafePointer<pregel_component_v1>, _ config: Value, _ host: PluginHost) throws(Failure) {
        self.host = host
        destroy = component.pointee.destroy
        let call = BorderCall(host, .load)
        var made: UnsafeMutableRawPointer?
        let status = call.enter(node: component.pointee.name, isShared: false) { number in
            withUnsafePointer(to: config.raw) {
                component.pointee.create(UnsafePointer(host.table), number, $0, &made)
            }
        }
        guard status == PregelStatus.ok else {
            throw call.failure
                ?? Failure(
                    .nodeError, kind: "PluginError",
                    message:
                        "component \"\(component.pointee.name.string)\" of plugin \"\(host.id)\" could not be made, "
                        + "and did not say why", plugin: host.id)
        }
        pointer = made
    }

    deinit { destroy(pointer) }

    /// Remembers a pending call, for cancelling; unless it has ended in the meantime.
    func keepPending(_ call: BorderCall) {
        guard let context = call.context else { return }
        lock.withLock { pending[ObjectIdentifier(context)] = call }
    }

    /// The number of the pending call of a task.
    func pendingCall(of context: TaskContext) -> UInt64? {
        lock.withLock { pending[ObjectIdentifier(context)]?.number }
    }

    /// Forgets a pending call that is over.
    func forgetPending(_ context: TaskContext) {
        _ = lock.withLock { pending.removeValue(forKey: ObjectIdentifier(context)) }
    }
}
