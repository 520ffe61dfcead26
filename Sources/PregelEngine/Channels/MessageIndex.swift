import PregelValues

/// Which ids the messages of a list have: a table of places, for the list knows the ids themselves.
///
/// It belongs to the memory that a list grows in, so a message that is appended is looked at once, however long the list.
final class MessageIndex: ListNotes, @unchecked Sendable {
    private let lock = Lock()
    /// Places of messages by the hashes of their ids, -1 where there is none; half of it is empty at least.
    private var slots = [Int32](repeating: -1, count: 16)
    /// How many of the memory's messages have been looked at, and how many ids they have.
    private var known = 0
    private var ids = 0

    /// Whether one of `list`'s messages has this id.
    func isThere(_ id: Value, in list: Value) -> Bool {
        lock.withLock {
            take(list)
            // A place beyond the list's end is a message of a longer branch.
            let place = slots[slot(of: id, in: list)]
            return place >= 0 && place < list.count
        }
    }

    /// Looks at what has come behind the messages that are known.
    private func take(_ list: Value) {
        while known < list.count {
            let slot = slot(of: MessageList.id(list.items[known]), in: list)
            if slots[slot] < 0 {
                slots[slot] = Int32(known)
                ids += 1
            }
            known += 1
            if ids * 2 > slots.count { grow(list) }
        }
    }

    /// Where the id is, or where it would be.
    private func slot(of id: Value, in list: Value) -> Int {
        var slot = id.hashValue & (slots.count - 1)
        while slots[slot] >= 0, !isSame(id, slots[slot], list) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private func isSame(_ id: Value, _ place: Int32, _ list: Value) -> Bool {
        place < list.count && MessageList.id(list.items[Int(place)]) == id
    }

    private func grow(_ list: Value) {
        let places = slots.filter { $0 >= 0 }
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for place in places { slots[slot(of: MessageList.id(list.items[Int(place)]), in: list)] = place }
    }
}
