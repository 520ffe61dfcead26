import PregelEngine
import Synchronization

/// The calls that other threads than their own may use: integers that are checked on every use.
///
/// A call's number is its slot and the slot's generation, so a number that has ended, or was made up, finds nothing. Slots
/// never move and are never freed. Calls are dealt out to several parts, each with a lock of its own: a thousand threads
/// that wake at once do not wait for one another.
final class CallTable: Sendable {
    /// The process's table.
    static let shared = CallTable()

    static let partBits: UInt64 = 4
    private static let partCount = 1 << Int(partBits)
    /// Never freed, as the table is not.
    private let parts: [Unmanaged<CallTablePart>]
    private let next = Atomic<Int>(0)

    private init() {
        parts = (0..<CallTable.partCount).map { .passRetained(CallTablePart(UInt64($0))) }
    }

    /// Opens a call, for the caller to use, who must leave it.
    ///
    /// - Parameter make: Makes an object, where none is left of a call that is over.
    func open(_ make: () -> BorderCall) -> (call: Unmanaged<BorderCall>, number: UInt64) {
        with(part: next.wrappingAdd(1, ordering: .relaxed).oldValue & (CallTable.partCount - 1)) { $0.open(make) }
    }

    /// The call with this number, for its finder to use, who must leave it; `nil` where it has ended or never was.
    func join(_ number: UInt64) -> Unmanaged<BorderCall>? { withPart(of: number) { $0.join(number) } }

    /// Ends a call. A second time changes nothing.
    func close(_ number: UInt64) {
        if let closed = withPart(of: number, { $0.close(number) }) { BorderCall.leave(closed) }
    }

    /// Keeps an object that is as new for another call.
    ///
    /// - Parameter number: That of the call that it was.
    func give(_ call: Unmanaged<BorderCall>, _ number: UInt64) {
        if !withPart(of: number, { $0.give(call) }) { call.release() }
    }

    private func withPart<R>(of number: UInt64, _ body: (CallTablePart) -> R) -> R {
        with(part: Int(number & UInt64(CallTable.partCount - 1)), body)
    }

    private func with<R>(part: Int, _ body: (CallTablePart) -> R) -> R { parts[part]._withUnsafeGuaranteedRef(body) }
}
