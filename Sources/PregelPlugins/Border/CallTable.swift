import PregelEngine
import Synchronization

/// The calls that other threads than their own may use: integers that are checked on every use.
///
/// A call's number is its slot and the slot's generation, so a number that has ended, or was made up, finds nothing. Slots
/// never move and are never freed; there are as many as calls were ever open at once.
final class CallTable: Sendable {
    /// The process's table.
    static let shared = CallTable()

    fileprivate static let slotBits: UInt64 = 24
    private static let mostSpares = 1024
    private let state = LockedSlots()

    /// Opens a call, for the caller to use, who must leave it.
    ///
    /// - Parameter make: Makes an object, where none is left of a call that is over.
    func open(_ make: () -> BorderCall) -> (call: Unmanaged<BorderCall>, number: UInt64) {
        state.withLock { slots in
            let call = slots.spares.popLast() ?? Unmanaged.passRetained(make())
            // The caller, and the table.
            call._withUnsafeGuaranteedRef { $0.begin(users: 2) }
            return (call, slots.add(call))
        }
    }

    /// The call with this number, for its finder to use, who must leave it; `nil` where it has ended or never was.
    func join(_ number: UInt64) -> Unmanaged<BorderCall>? {
        state.withLock { slots in
            let call = slots.call(number)
            call?._withUnsafeGuaranteedRef { $0.join() }
            return call
        }
    }

    /// Ends a call. A second time changes nothing.
    func close(_ number: UInt64) {
        let closed = state.withLock { slots in
            let call = slots.call(number)
            if call != nil { slots.free(number) }
            return call
        }
        if let closed { BorderCall.leave(closed) }
    }

    /// Keeps an object that is as new for another call.
    func give(_ call: Unmanaged<BorderCall>) {
        let isKept = state.withLock { slots in
            guard slots.spares.count < CallTable.mostSpares else { return false }
            slots.spares.append(call)
            return true
        }
        if !isKept { call.release() }
    }

    /// How many calls are open.
    var openCount: Int { state.withLock { $0.calls.count - $0.free.count } }
}

/// The table's memory behind its lock.
private final class LockedSlots: @unchecked Sendable {
    struct Slots {
        /// Counted by their users, of which this is one.
        var calls: [Unmanaged<BorderCall>?] = []
        var generations: [UInt64] = []
        var free: [Int] = []
        /// Objects for other calls.
        var spares: [Unmanaged<BorderCall>] = []

        /// Finds a place for a call, and gives its number.
        mutating func add(_ call: Unmanaged<BorderCall>) -> UInt64 {
            let index: Int
            if let last = free.popLast() {
                index = last
            } else {
                index = calls.count
                calls.append(nil)
                generations.append(1)
            }
            calls[index] = call
            return generations[index] << CallTable.slotBits | UInt64(index)
        }

        func call(_ number: UInt64) -> Unmanaged<BorderCall>? {
            let index = Int(number & (1 << CallTable.slotBits - 1))
            guard index < calls.count, generations[index] == number >> CallTable.slotBits else { return nil }
            return calls[index]
        }

        /// Makes room for another call in the slot of this one.
        mutating func free(_ number: UInt64) {
            let index = Int(number & (1 << CallTable.slotBits - 1))
            calls[index] = nil
            generations[index] += 1
            free.append(index)
        }
    }

    private let lock = Lock()
    private var slots = Slots()

    func withLock<R>(_ body: (inout Slots) -> R) -> R { lock.withLock { body(&slots) } }
}
