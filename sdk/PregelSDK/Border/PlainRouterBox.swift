internal import CPregelABI
internal import PregelValues

/// An instance of a `Router` that takes values as they are: there is nothing to decode.
final class PlainRouterBox: RouterBox, @unchecked Sendable {
    /// How the router decides, as its own module compiled it.
    typealias Body = @Sendable (Value, RouterContext) throws -> Route

    private let body: Body

    init(_ body: @escaping Body) { self.body = body }

    override func route(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task, self) { $0.decide($1) }
    }

    @inline(never)
    private func decide(_ call: Call) -> pregel_status {
        do {
            try call.give(body(call.input, RouterContext(call: call)))
            return Status.ok
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
    }
}
