/// What to measure, and for how long.
struct BenchOptions {
    /// Cases whose name this expression finds.
    var only: String?
    var leastRepetitions = 5
    var mostRepetitions = 200
    /// Seconds of timed runs for each case.
    var budget = 2.0

    static let usage = """
        Measures the engine over the nodes of the plugin benchmark, and prints a JSON line for each case.

        Usage: pregel-bench [--only REGEX] [--min-reps N] [--max-reps N] [--budget SECONDS]

        """

    /// Why a command line is refused.
    struct Refusal: Error { let message: String }

    /// Reads what follows the program's name.
    init(_ words: [String]) throws(Refusal) {
        var rest = words[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Refusal(message: "\(name) needs a value") }
            switch name {
            case "--only": only = value
            case "--min-reps": leastRepetitions = try Self.number(value, of: name, least: 1)
            case "--max-reps": mostRepetitions = try Self.number(value, of: name, least: 1)
            case "--budget": budget = try Self.number(value, of: name, least: 0)
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
