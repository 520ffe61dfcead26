import TestRandom

/// Makes small shared objects, and spoils them.
enum ELFMaker {
    private static let identity = #"{"manifest":1,"id":"org.example.x","version":"1.0.0","nodes":[{"name":"n"}]}"#

    private struct Section {
        var name: String
        var type: UInt32
        var bytes: [UInt8]
        var link: UInt32 = 0
        var entrySize: UInt64 = 0
    }

    static func make(_ chance: inout Chance) -> [UInt8] {
        var bytes = sound(&chance)
        for _ in 0..<chance.below(10) {
            let place = chance.oneIn(3) ? chance.below(min(64, bytes.count)) : chance.below(bytes.count)
            switch chance.below(5) {
            case 0:
                put(
                    UInt64(chance.pick([0, 1, 64, bytes.count, bytes.count - 1, 1 << 32, .max])), 8, at: place,
                    in: &bytes)
            case 1: put(chance.pick([0, 1, 0xFFFF, 0x40]), 2, at: place, in: &bytes)
            case 2: put(chance.next(), chance.pick([1, 2, 4, 8]), at: place, in: &bytes)
            case 3: if chance.oneIn(4) { bytes.removeSubrange(place...) }
            default: Bytes.change(&bytes, &chance)
            }
            if bytes.isEmpty { break }
        }
        return bytes
    }

    private static func put(_ number: UInt64, _ size: Int, at place: Int, in bytes: inout [UInt8]) {
        for index in 0..<size where place + index < bytes.count {
            bytes[place + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))
        }
    }

    private static func number(_ number: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }

    private static func sound(_ chance: inout Chance) -> [UInt8] {
        var names: [UInt8] = [0]
        func name(_ text: String) -> UInt64 {
            defer { names += Array(text.utf8) + [0] }
            return UInt64(names.count)
        }
        var symbols = [UInt8](repeating: 0, count: 24)
        // At times many names that are all the same long one.
        let long = chance.oneIn(30) ? String(repeating: "s", count: 1 + chance.below(4000)) : "symbol"
        let place = name(long)
        for index in 0..<chance.count(200) {
            let at = index == 0 ? name("pregel_plugin_entry_v1") : place
            symbols += number(at, 4) + [0x12, 0] + number(1, 2) + number(0, 16)
        }
        var dynamic: [UInt8] = []
        for _ in 0..<chance.count(100) { dynamic += number(UInt64(chance.pick([1, 15, 29, 0])), 8) + number(place, 8) }
        let sections = [
            Section(name: "", type: 0, bytes: []), Section(name: ".dynstr", type: 3, bytes: names),
            Section(name: ".dynsym", type: 11, bytes: symbols, link: 1, entrySize: 24),
            Section(name: ".dynamic", type: 6, bytes: dynamic, link: 1, entrySize: 16),
            Section(name: "pregel.manifest", type: 1, bytes: Array(identity.utf8) + [0]),
            Section(name: ".bss", type: 8, bytes: []),
            Section(name: ".shstrtab", type: 3, bytes: []),
        ]
        return assemble(sections)
    }

    private static func assemble(_ sections: [Section]) -> [UInt8] {
        #if arch(x86_64)
        let machine: UInt64 = 62
        #else
        let machine: UInt64 = 183
        #endif
        var (names, table, body): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        for section in sections { names += Array(section.name.utf8) + [0] }
        var nameAt = 0
        for section in sections {
            let bytes = section.name == ".shstrtab" ? names : section.bytes
            table +=
                number(UInt64(nameAt), 4) + number(UInt64(section.type), 4) + number(0, 16)
                + number(UInt64(64 + body.count), 8)
            table +=
                number(UInt64(bytes.count), 8) + number(UInt64(section.link), 4) + number(0, 12)
                + number(section.entrySize, 8)
            body += bytes
            nameAt += section.name.utf8.count + 1
        }
        var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        header += number(3, 2) + number(machine, 2) + number(1, 4) + number(0, 16) + number(UInt64(64 + body.count), 8)
        header += number(0, 4) + number(64, 2) + number(0, 4) + number(64, 2) + number(UInt64(sections.count), 2)
        header += number(UInt64(sections.count - 1), 2)
        return header + body + table
    }
}
