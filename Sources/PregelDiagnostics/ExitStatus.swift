/// The exit statuses of the command line; a diagnostic carries the one that it leads to.
package enum ExitStatus: Int32, Sendable, Comparable {
    /// It did what it was asked.
    case completed = 0
    /// A run failed, or a check found something.
    case failed = 1
    /// An unknown command, option or value.
    case usage = 2
    /// A run waits for an answer.
    case paused = 3
    /// An invalid manifest, scenario or input.
    case invalidInput = 4
    /// A plugin or component is missing, refused, or does not fit the graph or the runner.
    case plugin = 5
    /// Something outside is missing: Python, a server, a system library.
    case unavailable = 69
    /// A fault of the host itself.
    case internalFault = 70
    /// Stopped from the keyboard.
    case interrupted = 130
    /// Stopped by SIGTERM.
    case terminated = 143

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
