import CHostSystem

/// What a thread of a pool sleeps on.
///
/// No sleep has an end of its own: a time limit would cost each a timer of the system's, about a fifteenth of what it takes
/// to fall asleep and to be woken.
final class Sleeper: @unchecked Sendable {
    /// In the thread's own memory: the thread must not end before all that may wake it have called.
    private let place = host_parking_of_thread()
    /// Whether the thread is to end. Set before it is woken for that.
    var isDismissed = false
    /// Those that it has to wake before it ends, since they are to end too.
    var alsoDismissed: ArraySlice<Sleeper> = []

    /// What the calling thread sleeps on.
    init() {}

    /// Ends its sleep.
    func wake() { host_unpark(place) }

    /// Sleeps until it is woken, by the thread that made this.
    func sleep() { host_park(place) }
}
