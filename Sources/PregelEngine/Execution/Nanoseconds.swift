/// A time in seconds as clocks count; times that are too long for them are cut, and there is none below zero. Without end where
/// it is no number: a limit that nobody has stated.
package func nanoseconds(_ seconds: Double) -> Int64 {
    guard seconds < 4e9 else { return Int64.max / 4 }
    // None is no time at all, which where it limits something means that nothing is limited.
    return seconds > 0 ? max(Int64(seconds * 1e9), 1) : 0
}
