import TestRandom

/// Inputs of one reader, and what must hold of each.
struct Fuzzer: Sendable {
    let name: String
    let make: @Sendable (inout Chance) -> [UInt8]
    /// Reads an input; throws what should have held of it, and did not.
    let run: @Sendable ([UInt8]) throws(Broken) -> Void

    /// A rule that an input breaks.
    struct Broken: Error {
        let rule: String

        init(_ rule: String) { self.rule = rule }
    }

    /// What an input may take: so many times its own bytes, and what its reader takes for the smallest one.
    static let memoryForByte = 100
    static let memoryForAny = 1 << 20

    static func memory(for input: [UInt8]) -> Int { memoryForAny + memoryForByte * input.count }

    /// An input by its number.
    func input(_ seed: UInt64) -> [UInt8] {
        var chance = Chance(seed: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        return make(&chance)
    }

    static let all: [Fuzzer] = [
        json, document, manifest, scenario, schema, pattern, expression, identity, elf, version,
    ]
}
