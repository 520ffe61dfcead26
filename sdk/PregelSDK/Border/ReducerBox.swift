internal import CPregelABI
internal import PregelValues

/// An instance of a reducer.
class ReducerBox: ComponentBox, @unchecked Sendable {
    func reduce(
        _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call, _ current: UnsafePointer<pregel_value>,
        _ update: UnsafePointer<pregel_value>
    ) -> pregel_status {
        preconditionFailure("a box of a reducer says how it combines")
    }
}

/// An instance of a `Reducer`.
final class TypedReducerBox<R: Reducer>: ReducerBox, @unchecked Sendable {
    private let reducer: R

    init(_ reducer: R) { self.reducer = reducer }

    override func reduce(
        _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call, _ current: UnsafePointer<pregel_value>,
        _ update: UnsafePointer<pregel_value>
    ) -> pregel_status {
        var lent = BorrowedMemory()
        let status = combine(
            host, call, Value(raw: current.pointee, owner: lent), Value(raw: update.pointee, owner: lent))
        // What it was lent is gone when this returns, and there is no document that could keep it.
        precondition(isKnownUniquelyReferenced(&lent), "the reducer \"\(R.name)\" must not keep its arguments")
        return status
    }

    @inline(never)
    private func combine(
        _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call, _ current: Value, _ update: Value
    ) -> pregel_status {
        do {
            let result = try reducer.reduce(R.Current.read(current), R.Update.read(update))
            let value =
                R.Current.self == Value.self ? unsafeBitCast(result, to: Value.self) : try Value(encoding: result)
            return withExtendedLifetime(value) {
                withUnsafePointer(to: value.raw) { host.pointee.give(host, call, $0) }
            }
        } catch {
            return Outcome(error).state(host, call)
        }
    }
}

/// Owns values that end with a call and cannot outlive it.
final class BorrowedMemory: ValueOwner, @unchecked Sendable {}
