/// Follows all ways through a program at once: each instruction at most once at each position of the text.
///
/// Look-around needs no going back either: where its pattern ends (looking behind) or begins (looking ahead) is found
/// for all positions in one pass, from the left or from the right, before the pass that asks for it.
struct PatternSearch {
    private let text: [Unicode.Scalar]
    /// For each look, the positions at which it holds.
    private var holds: [[Bool]] = []

    init(_ text: String, looks: [SafePattern.Look]) {
        self.text = Array(text.unicodeScalars)
        // A look that stands within another one comes before it.
        for look in looks { holds.append(positions(of: look)) }
    }

    /// Whether the program matches somewhere.
    func matches(_ program: [SafePattern.Instruction]) -> Bool {
        var isFound = false
        run(program, isBackward: false) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    private func positions(of look: SafePattern.Look) -> [Bool] {
        var positions = Array(repeating: false, count: text.count + 1)
        run(look.program, isBackward: look.isAhead) { position in
            positions[position] = true
            return true
        }
        return positions
    }

    /// Runs a program that may begin anywhere, and tells where it has matched, until that says to stop.
    private func run(_ program: [SafePattern.Instruction], isBackward: Bool, found: (Int) -> Bool) {
        var threads = PatternThreads(count: program.count)
        var position = isBackward ? text.count : 0
        while true {
            // A match may begin anywhere.
            threads.waiting.append(0)
            if follow(&threads, in: program, at: position), !found(position) { return }
            guard position != (isBackward ? 0 : text.count) else { return }
            let scalar = text[isBackward ? position - 1 : position]
            for place in threads.reached {
                if case .scalar(let set) = program[place], set.contains(scalar) { threads.waiting.append(place + 1) }
            }
            position += isBackward ? -1 : 1
        }
    }

    /// Goes on from the waiting instructions until characters are needed; true where the program has matched.
    private func follow(
        _ threads: inout PatternThreads, in program: [SafePattern.Instruction], at position: Int
    ) -> Bool {
        var isMatch = false
        var stack = threads.start()
        while let place = stack.popLast() {
            guard threads.enter(place) else { continue }
            switch program[place] {
            case .match: isMatch = true
            case .scalar: threads.reached.append(place)
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .start: if position == 0 { stack.append(place + 1) }
            case .end: if position == text.count { stack.append(place + 1) }
            case .wordBoundary(let isOne):
                let isBoundary = isWord(before: position) != isWord(before: position + 1)
                if isBoundary == isOne { stack.append(place + 1) }
            case .look(let index, let isNegated):
                if holds[index][position] != isNegated { stack.append(place + 1) }
            }
        }
        return isMatch
    }

    private func isWord(before position: Int) -> Bool {
        position > 0 && position <= text.count && ScalarSet.wordCharacters.contains(text[position - 1])
    }
}

/// Where the ways through a program are at one position of the text.
private struct PatternThreads {
    /// Instructions to go on from.
    var waiting: [Int] = []
    /// Instructions that need a character.
    var reached: [Int] = []
    private var seen: [Int]
    private var generation = 0

    init(count: Int) { seen = Array(repeating: 0, count: count) }

    /// Begins with a position: what waits, the first on top.
    mutating func start() -> [Int] {
        generation += 1
        reached.removeAll(keepingCapacity: true)
        defer { waiting.removeAll(keepingCapacity: true) }
        return waiting.reversed()
    }

    /// Whether an instruction is met for the first time at this position.
    mutating func enter(_ place: Int) -> Bool {
        guard seen[place] != generation else { return false }
        seen[place] = generation
        return true
    }
}
