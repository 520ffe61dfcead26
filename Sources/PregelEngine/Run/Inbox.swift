/// What other threads have told a run's driver, and whether it is worth waking for. Guarded by the session's monitor.
///
/// A thousand tasks that end at about the same time would wake the driver a thousand times, only for it to count them. As
/// long as nothing can follow from an end but the end of the superstep, the driver sleeps on until enough have come.
struct Inbox {
    private var messages: [Session.Message] = []
    /// How many messages the driver waits for, be they such as may wait.
    private var quorum = 1
    /// Whether there is one that may not.
    private var isUrgent = false

    /// Whether the driver has something to do.
    var isDue: Bool { isUrgent || messages.count >= quorum }

    /// - Parameter mayWait: What `message.mayWait` says: to be asked before, for the lock is held here.
    mutating func add(_ message: consuming Session.Message, mayWait: Bool) {
        messages.append(message)
        if !mayWait { isUrgent = true }
    }

    /// Takes note of how many quiet ends the driver waits for, at least one.
    mutating func expect(_ count: Int) { quorum = max(count, 1) }

    /// Gives all that has come to a list that is empty, and takes its memory in return.
    mutating func take(into list: inout [Session.Message]) {
        quorum = 1
        isUrgent = false
        swap(&list, &messages)
    }
}
