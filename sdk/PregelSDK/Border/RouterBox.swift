internal import CPregelABI
internal import PregelValues

/// An instance of a router.
class RouterBox: ComponentBox, @unchecked Sendable {
    func route(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        preconditionFailure("a box of a router says how it decides")
    }
}

/// An instance of a `Router`.
final class TypedRouterBox<R: Router>: RouterBox, @unchecked Sendable {
    private let router: R

    init(_ router: R) { self.router = router }

    override func route(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task, self) { $0.decide($1) }
    }

    @inline(never)
    private func decide(_ call: Call) -> pregel_status {
        do {
            try call.give(router.route(R.Input.read(call.input), RouterContext(call: call)))
            return Status.ok
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
    }
}
