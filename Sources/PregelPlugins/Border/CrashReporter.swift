import CHostSystem

/// Says which plugin and node a crash happened in, on standard error; the process then ends as it would have.
package enum CrashReporter {
    /// Installs the handlers, once, from the main thread.
    package static func install() { host_crash_install() }
}
