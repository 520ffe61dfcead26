import PregelValues

/// One thing to measure: a run that is done again and again, and a check of what it gives.
struct BenchCase {
    let name: CaseName
    /// Node executions and supersteps of one run; 0 where they are not what counts.
    var nodes = 0
    var steps = 0
    /// Bytes that one run reads, where speed is what counts.
    var bytes = 0
    /// Calls that one run makes, where the cost of one is what counts.
    var calls = 0
    /// The most samples that are worth their time, whatever was asked for.
    var mostSamples = Int.max
    /// Brings things back to where they were before the first run; before each sample, outside the timed part.
    var reset: () -> Void = {}
    /// Does it once. Whatever is built beforehand is in the closure.
    let run: () throws -> Value
    /// Throws where a run's result is wrong. Called outside the timed part.
    let check: (Value) throws -> Void
}

/// A case before anything of it is built.
struct Recipe {
    /// The case's name; taken apart only where it is measured, for there are hundreds.
    let text: String
    let make: (CaseName) throws -> BenchCase

    var name: CaseName { CaseName(text) }
}

/// A result that is not what the workload says.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}
