internal import CPregelABI

/// How much a log line matters.
public enum LogLevel: Int32, Sendable, Comparable {
    case trace, debug, info, warning, error

    /// By how much they matter.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}

extension Call {
    func log(_ level: LogLevel, _ message: () -> String, _ fields: () -> Value?) {
        guard host.pointee.log_enabled(host, level.rawValue) else { return }
        let fields = fields()
        message().withStr { text in
            guard let fields else { return host.pointee.log(host, id, level.rawValue, text, nil) }
            withUnsafePointer(to: fields.raw) { host.pointee.log(host, id, level.rawValue, text, $0) }
        }
        withExtendedLifetime(fields) {}
    }
}

extension NodeContext {
    /// Writes a line to the host's log, with the plugin's and the node's name. Costs next to nothing where nobody reads
    /// lines of this level.
    ///
    /// - Parameter fields: An object of structured fields.
    public func log(
        _ level: LogLevel, _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Value? = nil
    ) {
        call.log(level, message, fields)
    }
}

extension RouterContext {
    /// Writes a line to the host's log.
    ///
    /// - Parameter fields: An object of structured fields.
    public func log(
        _ level: LogLevel, _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Value? = nil
    ) {
        call.log(level, message, fields)
    }
}
