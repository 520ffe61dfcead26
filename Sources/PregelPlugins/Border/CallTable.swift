import PregelEngine
import Synchronization

/// The calls that other threads than their own may use: integers that are checked on every use.
///
/// A call's number is its slot and the slot's generation, so a number that has ended, or was made up, finds nothing. Slots
/// never move and are never freed; there are as many as calls were ever open at once.
final class CallTable: Sendable {
    /// The process's table.
    static let shared = CallTable()

    private static let slotBits: UInt64 = 24
    private static let mostSpares = 1024
    private let state = LockedSlots()

    /// Opens a call.
    func open(_ call: BorderCall) -> UInt64 {
        state.withLock { slots in
            let index: Int
            if let free = slots.free.popLast() {
                index = free
            } else {
                index = slots.calls.count
                slots.calls.append(nil)
                slots.generations.append(1)
            }
            slots.calls[index] = call
            return slots.generations[index] << CallTable.slotBits | UInt64(index)
        }
    }

    /// The call with this number; `nil` where it has ended or never was.
    func find(_ number: UInt64) -> BorderCall? {
        state.withLock { slots in
            let index = Int(number & (1 << CallTable.slotBits - 1))
            guard index < slots.calls.count, slots.generations[index] == number >> CallTable.slotBits else {
                return nil
            }
            return slots.calls[index]
        }
    }

    /// Ends a call. A second time changes nothing.
    func close(_ number: UInt64) {
        state.withLock { slots in
            let index = Int(number & (1 << CallTable.slotBits - 1))
            guard index < slots.calls.count, slots.generations[index] == number >> CallTable.slotBits else { return }
            slots.calls[index] = nil
            slots.generations[index] += 1
            slots.free.append(index)
        }
    }

    /// Keeps an object that is as new.
    func give(_ call: BorderCall) {
        state.withLock { if $0.spares.count < CallTable.mostSpares { $0.spares.append(call) } }
    }

    /// An object that is as new.
    func takeSpare() -> BorderCall? { state.withLock { $0.spares.popLast() } }

    /// How many calls are open.
    var openCount: Int { state.withLock { $0.calls.count - $0.free.count } }
}

/// The table's memory behind its lock.
private final class LockedSlots: @unchecked Sendable {
    struct Slots {
        var calls: [BorderCall?] = []
        var generations: [UInt64] = []
        var free: [Int] = []
        /// Objects for other calls.
        var spares: [BorderCall] = []
    }

    private let lock = Lock()
    private var slots = Slots()

    func withLock<R>(_ body: (inout Slots) -> R) -> R { lock.withLock { body(&slots) } }
}
