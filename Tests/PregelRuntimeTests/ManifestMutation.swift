import PregelValues
import TestRandom

/// Small changes of manifests, drawn from a generator: what comes out may be anything from the same graph to no manifest.
struct ManifestMutation {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func number(below bound: Int) -> Int { random.below(bound) }

    mutating func pick<T>(_ items: [T]) -> T { random.pick(items) }

    /// The manifest with one part of it changed; `names` are what names may become.
    mutating func change(_ manifest: Value, names: [String]) -> Value {
        let places = Self.places(in: manifest)
        return replace(manifest, at: pick(places)[...], names)
    }

    /// The paths of all parts, as indices of members and items.
    private static func places(in value: Value) -> [[Int]] {
        var places: [[Int]] = []
        func walk(_ value: Value, _ path: [Int]) {
            if !path.isEmpty { places.append(path) }
            let parts = value.kind == .object ? value.members.map(\.value) : Array(value.items)
            for (index, part) in parts.enumerated() { walk(part, path + [index]) }
        }
        walk(value, [])
        return places
    }

    private mutating func replace(_ value: Value, at path: ArraySlice<Int>, _ names: [String]) -> Value {
        guard let index = path.first else { return other(value, names) }
        let rest = path.dropFirst()
        if value.kind == .object {
            var members = value.members.map { (key: $0.key, value: $0.value) }
            if rest.isEmpty {
                change(&members, at: index, names)
            } else {
                members[index].value = replace(members[index].value, at: rest, names)
            }
            return .object(members)
        }
        var items = Array(value.items)
        if rest.isEmpty {
            change(&items, at: index, names)
        } else {
            items[index] = replace(items[index], at: rest, names)
        }
        return .array(items)
    }

    private mutating func change(_ members: inout [(key: String, value: Value)], at index: Int, _ names: [String]) {
        switch number(below: 5) {
        case 0: members.remove(at: index)
        case 1: members[index].key = pick(names)
        case 2: members[index].key += "x"
        case 3: members.append((pick(names), members[index].value))
        default: members[index].value = other(members[index].value, names)
        }
        // A key stands once: what a text says twice is another matter.
        var seen: Set<String> = []
        members = members.filter { seen.insert($0.key).inserted }
    }

    private mutating func change(_ items: inout [Value], at index: Int, _ names: [String]) {
        switch number(below: 4) {
        case 0: items.remove(at: index)
        case 1: items.append(items[index])
        default: items[index] = other(items[index], names)
        }
    }

    /// Something else in a value's place.
    private mutating func other(_ value: Value, _ names: [String]) -> Value {
        let scalars: [Value] = [.null, true, 0, -1, 1, 3, 1e300, 0.5, "", [], [:], [[:]], ["var": "x"]]
        switch value.kind {
        case .string where number(below: 3) > 0: return Value(pick(names))
        case .int, .double: return pick([0, 1, -1, 9_223_372_036_854_775_807, 1e10, 1e300, 0.1, "1"])
        default: return number(below: 2) == 0 ? Value(pick(names)) : pick(scalars)
        }
    }
}
