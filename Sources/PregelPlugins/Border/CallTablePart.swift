import PregelEngine

/// Some of a table's calls, behind a lock of their own.
///
/// A number is, from its lowest bit: the part, the slot there, the slot's generation.
final class CallTablePart: @unchecked Sendable {
    private static let slotBits: UInt64 = 20
    private static let mostSpares = 64

    private let part: UInt64
    private let lock = Lock()
    /// Counted by their users, of which this is one.
    private var calls: [Unmanaged<BorderCall>?] = []
    private var generations: [UInt64] = []
    private var free: [Int] = []
    /// Objects for other calls.
    private var spares: [Unmanaged<BorderCall>] = []

    init(_ part: UInt64) { self.part = part }

    func open(_ make: () -> BorderCall) -> (call: Unmanaged<BorderCall>, number: UInt64) {
        lock.withLock {
            let call = spares.popLast() ?? Unmanaged.passRetained(make())
            // The caller, and the table.
            call._withUnsafeGuaranteedRef { $0.begin(users: 2) }
            return (call, add(call))
        }
    }

    func join(_ number: UInt64) -> Unmanaged<BorderCall>? {
        lock.withLock {
            guard let slot = slot(of: number), let call = calls[slot] else { return nil }
            call._withUnsafeGuaranteedRef { $0.join() }
            return call
        }
    }

    /// Makes room for another call in the slot of this one, and gives it to be left; `nil` where it has ended.
    func close(_ number: UInt64) -> Unmanaged<BorderCall>? {
        lock.withLock {
            guard let slot = slot(of: number), let call = calls[slot] else { return nil }
            calls[slot] = nil
            generations[slot] += 1
            free.append(slot)
            return call
        }
    }

    /// Keeps an object for another call; `false` where there are enough.
    func give(_ call: Unmanaged<BorderCall>) -> Bool {
        lock.withLock {
            guard spares.count < CallTablePart.mostSpares else { return false }
            spares.append(call)
            return true
        }
    }

    // MARK: With the lock held

    /// Finds a place for a call, and gives its number.
    private func add(_ call: Unmanaged<BorderCall>) -> UInt64 {
        let slot: Int
        if let last = free.popLast() {
            slot = last
        } else {
            slot = calls.count
            precondition(slot < 1 << CallTablePart.slotBits, "fewer than 16 million calls are open at once")
            calls.append(nil)
            generations.append(1)
        }
        calls[slot] = call
        return (generations[slot] << CallTablePart.slotBits | UInt64(slot)) << CallTable.partBits | part
    }

    /// Where the call of this number is or was; `nil` where the number was made up, or is another call's by now.
    private func slot(of number: UInt64) -> Int? {
        let rest = number >> CallTable.partBits
        let slot = Int(rest & (1 << CallTablePart.slotBits - 1))
        guard slot < calls.count, generations[slot] == rest >> CallTablePart.slotBits else { return nil }
        return slot
    }
}
