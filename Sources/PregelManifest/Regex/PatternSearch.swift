/// Follows all ways through a program at once: each instruction at most once for each character.
struct PatternSearch {
    private let program: [SafePattern.Instruction]
    private var waiting: [Int] = []
    private var seen: [Int]
    private var generation = 0

    init(program: [SafePattern.Instruction]) {
        self.program = program
        seen = Array(repeating: 0, count: program.count)
    }

    mutating func run(_ text: String.UnicodeScalarView) -> Bool {
        var previous: Unicode.Scalar?
        var rest = text.makeIterator()
        var next = rest.next()
        while true {
            var threads = waiting
            waiting.removeAll(keepingCapacity: true)
            // A match may begin anywhere.
            threads.append(0)
            generation += 1
            var reached: [Int] = []
            for thread in threads {
                if follow(thread, between: previous, and: next, into: &reached) { return true }
            }
            guard let scalar = next else { return false }
            for place in reached {
                if case .scalar(let set) = program[place], set.contains(scalar) { waiting.append(place + 1) }
            }
            previous = scalar
            next = rest.next()
        }
    }

    /// Goes on from an instruction until characters are needed; true where the pattern has matched.
    private mutating func follow(
        _ start: Int, between previous: Unicode.Scalar?, and next: Unicode.Scalar?, into reached: inout [Int]
    ) -> Bool {
        var stack = [start]
        while let place = stack.popLast() {
            guard seen[place] != generation else { continue }
            seen[place] = generation
            switch program[place] {
            case .match: return true
            case .scalar: reached.append(place)
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .start: if previous == nil { stack.append(place + 1) }
            case .end: if next == nil { stack.append(place + 1) }
            case .wordBoundary(let isOne):
                let isBoundary = Self.isWord(previous) != Self.isWord(next)
                if isBoundary == isOne { stack.append(place + 1) }
            }
        }
        return false
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ScalarSet.wordCharacters.contains($0) } ?? false
    }
}
