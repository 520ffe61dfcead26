import PregelValues

/// One thing to measure: a run that is done again and again, and a check of what it gives.
struct BenchCase {
    /// `pregel/sync/chain/n=100`.
    let name: String
    /// Node executions and supersteps of one run.
    let nodes: Int
    let steps: Int
    /// Bytes that one run reads, where speed is what counts.
    var bytes = 0
    /// Calls that one run makes, where the cost of one is what counts.
    var calls = 0
    /// Does it once. Whatever is built beforehand is in the closure.
    let run: () throws -> Value
    /// Throws where a run's result is wrong. Called outside the timed part.
    let check: (Value) throws -> Void
}

/// A result that is not what the workload says.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}
