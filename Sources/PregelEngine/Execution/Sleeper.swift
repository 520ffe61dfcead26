import Glibc

/// What a thread of a pool sleeps on.
///
/// No sleep has an end of its own: a time limit would cost each a timer of the system's, about a fifteenth of what it takes
/// to fall asleep and to be woken.
final class Sleeper: @unchecked Sendable {
    private let calls: UnsafeMutablePointer<sem_t>
    /// Whether the thread is to end. Set before it is woken for that.
    var isDismissed = false
    /// Those that it has to wake before it ends, since they are to end too.
    var alsoDismissed: ArraySlice<Sleeper> = []

    init() {
        calls = .allocate(capacity: 1)
        sem_init(calls, 0, 0)
    }

    deinit {
        sem_destroy(calls)
        calls.deallocate()
    }

    /// Ends its sleep.
    func wake() { sem_post(calls) }

    /// Sleeps until it is woken.
    func sleep() { while sem_wait(calls) != 0 {} }
}
