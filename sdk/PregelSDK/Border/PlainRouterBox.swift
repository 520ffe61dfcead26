internal import CPregelABI
internal import PregelValues

/// An instance of a `Router` that takes values as they are: there is nothing to decode.
final class PlainRouterBox<R: Router>: RouterBox, @unchecked Sendable where R.Input == Value {
    private let router: R

    init(_ router: R) { self.router = router }

    override func route(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task) { decide($0) }
    }

    @inline(never)
    private func decide(_ call: Call) -> pregel_status {
        do {
            try call.give(router.route(call.input, RouterContext(call: call)))
            return Status.ok
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
    }
}
