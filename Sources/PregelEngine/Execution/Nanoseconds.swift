/// A time in seconds as clocks count: the one way from a number of seconds that somebody wrote. Times that are too long for
/// clocks are cut, and what is no number is for ever.
package func nanoseconds(_ seconds: Double) -> Int64 {
    guard seconds < 4e9 else { return Int64.max / 4 }
    return Int64(max(seconds, -4e9) * 1e9)
}
