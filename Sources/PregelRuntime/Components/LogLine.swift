/// A line that a component writes to the host's log.
package struct LogLine: Sendable {
    /// How much it matters.
    package enum Level: String, Sendable, CaseIterable {
        case trace, debug, info, warning, error
    }

    package var level: Level
    /// The node or plugin that speaks.
    package var source: String
    package var message: String

    package init(level: Level, source: String, message: String) {
        self.level = level
        self.source = source
        self.message = message
    }
}
