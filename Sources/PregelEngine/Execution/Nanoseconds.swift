/// A time in seconds as clocks count; times that are too long for them are cut.
package func nanoseconds(_ seconds: Double) -> Int64 { seconds < 4e9 ? Int64(seconds * 1e9) : Int64.max / 4 }
