/// What to measure, and for how long.
struct BenchOptions {
    /// Cases whose name this expression finds.
    var only: String?
    /// Whether the cases are only named.
    var lists = false
    /// Runs each case so often, and measures nothing: for tools that count themselves.
    var runs: Int?
    var leastRepetitions = 5
    var mostRepetitions = 200
    /// Seconds of timed runs for each case.
    var budget = 2.0

    static let usage = """
        Measures the engine over the nodes of the benchmark plugins, and prints a JSON line for each case.

        Usage: pregel-bench [--list] [--only REGEX] [--min-reps N] [--max-reps N] [--budget SECONDS] [--runs N]

          --list            print the names of the cases, and measure nothing
          --only REGEX      the cases whose name this finds; else all
          --min-reps N      the fewest timed samples of a case (5)
          --max-reps N      the most (200)
          --budget SECONDS  how long the samples of a case may take together (2)
          --runs N          run each case N times on one thread, check it, and print nothing: for callgrind

        """

    /// Why a command line is refused.
    struct Refusal: Error { let message: String }

    /// Reads what follows the program's name.
    init(_ words: [String]) throws(Refusal) {
        var rest = words[...]
        while let name = rest.popFirst() {
            if name == "--list" {
                lists = true
                continue
            }
            guard let value = rest.popFirst() else { throw Refusal(message: "\(name) needs a value") }
            switch name {
            case "--only": only = value
            case "--min-reps": leastRepetitions = try Self.number(value, of: name, least: 1)
            case "--max-reps": mostRepetitions = try Self.number(value, of: name, least: 1)
            case "--budget": budget = try Self.number(value, of: name, least: 0)
            case "--runs": runs = try Self.number(value, of: name, least: 1)
            default: throw Refusal(message: "there is no option \(name)")
            }
        }
    }

    private static func number<N: LosslessStringConvertible & Comparable>(
        _ text: String, of name: String, least: N
    ) throws(Refusal) -> N {
        guard let number = N(text), number >= least else {
            throw Refusal(message: "\(name) takes a number of at least \(least), not \(text)")
        }
        return number
    }
}
