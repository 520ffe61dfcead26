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

    /// The most memory that was ever resident, in kilobytes (`VmHWM`).
    ///
    /// Not that of `getrusage`, which a program inherits from the one that has started it.
    static func peakMemory() -> Int {
        var bytes = [UInt8](repeating: 0, count: 8192)
        let file = open("/proc/self/status", O_RDONLY)
        defer { close(file) }
        let count = read(file, &bytes, bytes.count)
        let lines = bytes.prefix(max(count, 0)).split(separator: UInt8(ascii: "\n"))
        guard let line = lines.first(where: { $0.starts(with: "VmHWM:".utf8) }) else { return 0 }
        return line.reduce(0) { (48...57).contains($1) ? $0 * 10 + Int($1 - 48) : $0 }
    }
}
