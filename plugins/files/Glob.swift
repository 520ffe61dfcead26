/// A pattern for paths below a folder: `*` and `?` within a name, `[a-z]` and `[!a-z]`, `**` across folders.
struct Glob: Sendable {
    private enum Step: Sendable {
        case byte(UInt8)
        case any
        case one
        case set(Set<UInt8>, isInverted: Bool)
    }

    /// The steps of each name; `nil` is `**`.
    private let names: [[Step]?]

    init(_ pattern: String) {
        names = pattern.split(separator: "/").map { $0 == "**" ? nil : Glob.steps(Array($0.utf8)) }
    }

    /// Whether a path fits, given as its names.
    func matches(_ path: [[UInt8]]) -> Bool { Glob.match(names[...], path[...]) }

    private static func match(_ names: ArraySlice<[Step]?>, _ path: ArraySlice<[UInt8]>) -> Bool {
        guard let first = names.first else { return path.isEmpty }
        guard let steps = first else {
            // `**` at the end needs something to stand for; elsewhere it may stand for nothing.
            let rest = names.dropFirst()
            if rest.isEmpty { return !path.isEmpty }
            return path.indices.contains { match(rest, path[$0...]) }
        }
        guard let name = path.first else { return false }
        return matchName(steps, name) && match(names.dropFirst(), path.dropFirst())
    }

    /// Goes back to the last `*` only: each byte is looked at a bounded number of times.
    private static func matchName(_ steps: [Step], _ name: [UInt8]) -> Bool {
        var (step, place) = (0, 0)
        var retry: (step: Int, place: Int)?
        while place < name.count || step < steps.count {
            if step < steps.count, case .any = steps[step] {
                retry = (step, place)
                step += 1
            } else if step < steps.count, place < name.count, fits(steps[step], name[place]) {
                step += 1
                place += 1
            } else if let last = retry, last.place < name.count {
                retry = (last.step, last.place + 1)
                (step, place) = (last.step + 1, last.place + 1)
            } else {
                return false
            }
        }
        return true
    }

    private static func fits(_ step: Step, _ byte: UInt8) -> Bool {
        switch step {
        case .byte(let wanted): byte == wanted
        case .one, .any: true
        case .set(let set, let isInverted): set.contains(byte) != isInverted
        }
    }

    private static func steps(_ pattern: [UInt8]) -> [Step] {
        var steps: [Step] = []
        var place = 0
        while place < pattern.count {
            switch pattern[place] {
            case UInt8(ascii: "*"): steps.append(.any)
            case UInt8(ascii: "?"): steps.append(.one)
            case UInt8(ascii: "["):
                if let (set, end) = set(pattern, from: place + 1) {
                    steps.append(set)
                    place = end
                } else {
                    steps.append(.byte(pattern[place]))
                }
            default: steps.append(.byte(pattern[place]))
            }
            place += 1
        }
        return steps
    }

    /// The set that begins behind a `[`, and where its `]` is.
    private static func set(_ pattern: [UInt8], from start: Int) -> (Step, Int)? {
        var place = start
        let isInverted = place < pattern.count && pattern[place] == UInt8(ascii: "!")
        if isInverted { place += 1 }
        guard place < pattern.count, let end = pattern[(place + 1)...].firstIndex(of: UInt8(ascii: "]")) else {
            return nil
        }
        var set: Set<UInt8> = []
        while place < end {
            if place + 2 < end, pattern[place + 1] == UInt8(ascii: "-"), pattern[place] <= pattern[place + 2] {
                set.formUnion(pattern[place]...pattern[place + 2])
                place += 3
            } else {
                set.insert(pattern[place])
                place += 1
            }
        }
        return (.set(set, isInverted: isInverted), end)
    }
}
