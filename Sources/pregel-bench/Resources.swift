import CHostSystem
import Glibc

/// What the process has used up.
enum Resources {
    /// Nanoseconds of the monotonic clock.
    static func now() -> Int64 { host_monotonic_ns() }

    /// Nanoseconds that all threads of the process have computed.
    static func cpu() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The most memory that was ever resident, in kilobytes.
    static func peakMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
