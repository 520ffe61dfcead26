/// Turns a pattern's tree into a program.
struct PatternCompiler {
    private(set) var program: [SafePattern.Instruction] = []
    private(set) var looks: [SafePattern.Look] = []
    /// Looking ahead is searched from the right: what comes last is met first.
    private var isBackward = false
    /// Repetitions of nothing leave no instruction, but take their time.
    private var steps = 0
    /// Instructions of this program and those of its looks.
    private var size = 0

    private static let mostSteps = 10 * SafePattern.longestProgram

    mutating func emit(_ tree: PatternTree) throws(SafePattern.Fault) {
        steps += 1
        guard steps <= Self.mostSteps else { throw Self.tooLong }
        switch tree {
        case .empty: return
        case .set(let set): try add(.scalar(set))
        case .start: try add(.start)
        case .end: try add(.end)
        case .wordBoundary(let isOne): try add(.wordBoundary(isOne))
        case .sequence(let parts):
            for part in isBackward ? parts.reversed() : parts { try emit(part) }
        case .look(let tree, let isAhead, let isNegated): try emit(tree, isAhead: isAhead, isNegated: isNegated)
        case .choice(let branches): try emit(branches: branches)
        case .repetition(let part, let least, let most): try emit(part, least: least, most: most)
        }
    }

    private static let tooLong = SafePattern.Fault(
        message: "the pattern is too long when its repetitions are written out")

    private mutating func add(_ instruction: SafePattern.Instruction) throws(SafePattern.Fault) {
        size += 1
        guard size <= SafePattern.longestProgram else { throw Self.tooLong }
        program.append(instruction)
    }

    private mutating func emit(_ tree: PatternTree, isAhead: Bool, isNegated: Bool) throws(SafePattern.Fault) {
        var inner = self
        inner.program = []
        inner.isBackward = isAhead
        try inner.emit(tree)
        try inner.add(.match)
        looks = inner.looks + [SafePattern.Look(program: inner.program, isAhead: isAhead)]
        guard looks.count <= SafePattern.mostLooks else {
            throw SafePattern.Fault(message: "more than \(SafePattern.mostLooks) looks around are not supported")
        }
        steps = inner.steps
        size = inner.size
        try add(.look(looks.count - 1, isNegated))
    }

    private mutating func emit(branches: [PatternTree]) throws(SafePattern.Fault) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch)
                break
            }
            let split = program.count
            try add(.split(0, 0))
            try emit(branch)
            exits.append(program.count)
            try add(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for exit in exits { program[exit] = .jump(program.count) }
    }

    private mutating func emit(_ part: PatternTree, least: Int, most: Int?) throws(SafePattern.Fault) {
        for _ in 0..<least { try emit(part) }
        guard let most else {
            let split = program.count
            try add(.split(0, 0))
            try emit(part)
            try add(.jump(split))
            program[split] = .split(split + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(program.count)
            try add(.split(0, 0))
            try emit(part)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }
}
