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

    /// Opens a call.
    func open(_ call: BorderCall) -> UInt64 {
        call.join()
        return state.withLock { slots in
            let index: Int
            if let free = slots.free.popLast() {
                index = free
            } else {
                index = slots.calls.count
                slots.calls.append(nil)
                slots.generations.append(1)
            }
            slots.calls[index] = Unmanaged.passUnretained(call)
            return slots.generations[index] << CallTable.slotBits | UInt64(index)
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

    /// Keeps an object that is as new.
    func give(_ call: Unmanaged<BorderCall>) {
        let isKept = state.withLock { slots in
            guard slots.spares.count < CallTable.mostSpares else { return false }
            slots.spares.append(call)
            return true
        }
        if !isKept { call.release() }
    }

    /// An object that is as new, counted for who takes it.
    func takeSpare() -> Unmanaged<BorderCall>? { state.withLock { $0.spares.popLast() } }

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
