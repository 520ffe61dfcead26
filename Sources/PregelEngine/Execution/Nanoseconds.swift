/// A time in seconds as clocks count; times that are too long for them are cut, and there is none below zero. Without end where
/// it is no number: a limit that nobody has stated.
package func nanoseconds(_ seconds: Double) -> Int64 {
    seconds < 4e9 ? Int64(max(seconds, 0) * 1e9) : Int64.max / 4
}
