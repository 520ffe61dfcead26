internal import CPregelABI
internal import CPregelThread

/// The object that an OS thread's calls use, one after the other: most end with nobody else holding it.
final class CallSlot {
    /// Held by the slot, and by whoever keeps what came of a call.
    private var call: Unmanaged<Call>?
    private var isTaken = false

    deinit { call?.release() }

    /// Runs `body` with a component and an object for a call of this OS thread, and ends what the host lent to it.
    ///
    /// The component is handed through: a closure that held it would count a reference.
    @inline(__always)
    static func with<Box: ComponentBox>(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>, _ component: Box,
        _ body: (Box, Call) -> pregel_status
    ) -> pregel_status {
        ofThread()._withUnsafeGuaranteedRef { slot in
            // A call within a call.
            if slot.isTaken { return alone(host, task, component, body) }
            slot.isTaken = true
            let call = slot.next(host, task)
            let result = call._withUnsafeGuaranteedRef { body(component, $0) }
            if slot.isOnlyHolder { call._withUnsafeGuaranteedRef { $0.forget() } } else { slot.giveAway() }
            slot.isTaken = false
            return result
        }
    }

    @inline(__always)
    private func next(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> Unmanaged<Call> {
        if let call {
            call._withUnsafeGuaranteedRef { $0.begin(host, task) }
            return call
        }
        let made = Unmanaged.passRetained(Call(host, task))
        call = made
        return made
    }

    @inline(__always)
    private var isOnlyHolder: Bool {
        withUnsafeMutablePointer(to: &call) { call in
            UnsafeMutableRawPointer(call).withMemoryRebound(to: Call?.self, capacity: 1) {
                isKnownUniquelyReferenced(&$0.pointee)
            }
        }
    }

    @inline(never)
    private static func alone<Box: ComponentBox>(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>, _ component: Box,
        _ body: (Box, Call) -> pregel_status
    ) -> pregel_status {
        var call: Call? = Call(host, task)
        let result = body(component, call.unsafelyUnwrapped)
        if !isKnownUniquelyReferenced(&call) { call?.outlive() }
        return result
    }

    /// Leaves the object to whoever holds it, with what the host lent.
    private func giveAway() {
        let call = self.call?.takeRetainedValue()
        self.call = nil
        call?.outlive()
    }

    @inline(__always)
    private static func ofThread() -> Unmanaged<CallSlot> {
        pregel_thread_get(Int32(PREGEL_THREAD_CALLS)).map { Unmanaged.fromOpaque($0) } ?? make()
    }

    @inline(never)
    private static func make() -> Unmanaged<CallSlot> {
        let slot = Unmanaged.passRetained(CallSlot())
        pregel_thread_keep(Int32(PREGEL_THREAD_CALLS), slot.toOpaque()) { Unmanaged<CallSlot>.fromOpaque($0).release() }
        return slot
    }
}
