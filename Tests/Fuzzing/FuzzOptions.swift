/// The program's arguments.
struct FuzzOptions {
    static let usage = """
        usage: pregel-fuzz [--inputs N] [--first SEED] [--seconds N] [NAME ...]
          --inputs N    inputs of each fuzzer (10000)
          --first SEED  the number of the first one (0)
          --seconds N   the processor's time that one input may take (10)
        fuzzers: \(Fuzzer.all.map(\.name).joined(separator: ", "))

        """

    var inputs: UInt64 = 10_000
    var first: UInt64 = 0
    var seconds: Int32 = 10
    var fuzzers: [Fuzzer] = []
    /// What a worker does; only this program starts one.
    var work: Work?

    enum Work {
        case seeds(Range<UInt64>)
        case file(String)
    }

    /// Reads them; `nil` where they are wrong.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
            rest.popFirst().flatMap { Number($0) }
        }
        while let word = rest.popFirst() {
            switch word {
            case "--inputs":
                guard let count = number(UInt64.self) else { return nil }
                inputs = count
            case "--first":
                guard let seed = number(UInt64.self) else { return nil }
                first = seed
            case "--seconds":
                guard let count = number(Int32.self), count > 0 else { return nil }
                seconds = count
            case "--worker": continue
            case "--seeds":
                guard let from = number(UInt64.self), let to = number(UInt64.self), from <= to else { return nil }
                work = .seeds(from..<to)
            case "--file":
                guard let path = rest.popFirst() else { return nil }
                work = .file(path)
            default:
                guard let fuzzer = Fuzzer.all.first(where: { $0.name == word }) else { return nil }
                fuzzers.append(fuzzer)
            }
        }
        if fuzzers.isEmpty { fuzzers = Fuzzer.all }
    }
}
