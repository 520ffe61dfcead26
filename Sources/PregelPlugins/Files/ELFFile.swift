import PregelDiagnostics

/// An ELF shared object, read without loading it: sections, needed libraries, exported symbols.
///
/// Every offset of the file is checked before it is followed; a malformed file gives one clear fault.
package struct ELFFile {
    /// Why a file is no shared object for this machine.
    package enum Fault: Error, Sendable, Equatable {
        case empty, notELF, linkerScript, truncated, wrongClass, wrongOrder
        case wrongMachine(found: String, expected: String)
        case wrongType(String)
    }

    private let bytes: UnsafeRawBufferPointer
    private var sections: [Section] = []

    private struct Section {
        let name: Int
        let type: UInt32
        let range: Range<Int>
        let link: Int
        let entrySize: Int
    }

    /// Reads the headers. `bytes` must outlive this value.
    ///
    /// - Parameter isForeignToo: Whether a file for another machine will do, to read what is in it.
    package init(_ bytes: UnsafeRawBufferPointer, isForeignToo: Bool = false) throws(Fault) {
        self.bytes = bytes
        try checkHeader()
        if !isForeignToo { try checkMachine() }
        try readSections()
    }

    private func checkHeader() throws(Fault) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
            let isText = bytes.prefix(256).allSatisfy { $0 == 0x0A || $0 == 0x09 || ($0 >= 0x20 && $0 < 0x7F) }
            let words = String(decoding: bytes.prefix(256), as: UTF8.self)
            throw isText && (words.has("GROUP") || words.has("INPUT")) ? .linkerScript : .notELF
        }
        guard bytes.count >= 64 else { throw .truncated }
        guard bytes[4] == 2 else { throw .wrongClass }
        guard bytes[5] == 1 else { throw .wrongOrder }
    }

    private func checkMachine() throws(Fault) {
        let machine = try word16(18)
        guard machine == ELFFile.ownMachine else {
            throw .wrongMachine(found: ELFFile.machineName(machine), expected: ELFFile.machineName(ELFFile.ownMachine))
        }
        let type = try word16(16)
        guard type == 3 else {
            throw .wrongType(type == 2 ? "an executable" : type == 1 ? "an object file" : "ELF type \(type)")
        }
    }

    private mutating func readSections() throws(Fault) {
        let offset = Int(clamping: try word64(40))
        let size = Int(try word16(58))
        let count = Int(try word16(60))
        guard offset > 0, count > 0 else { return }
        guard size >= 64, offset <= bytes.count else { throw .truncated }
        for index in 0..<count {
            let place = offset + index * size
            let type = try word32(place + 4)
            let begin = Int(clamping: try word64(place + 24))
            let length = Int(clamping: try word64(place + 32))
            // A section without bytes in the file (.bss) has a size all the same.
            let (end, tooFar) = begin.addingReportingOverflow(length)
            let isEmpty = type == 8
            guard isEmpty || (!tooFar && end <= bytes.count) else { throw .truncated }
            sections.append(
                Section(
                    name: Int(try word32(place)), type: type, range: isEmpty ? 0..<0 : begin..<end,
                    link: Int(try word32(place + 40)), entrySize: Int(clamping: try word64(place + 56))))
        }
        namesSection = Int(try word16(62))
    }

    private var namesSection = 0

    /// The bytes of the section with this name.
    package func section(_ name: String) -> UnsafeRawBufferPointer? {
        guard let found = sections.first(where: { string(in: namesSection, at: $0.name) == name }) else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[found.range])
    }

    /// The libraries that the loader must find (DT_NEEDED).
    package var neededLibraries: [String] { dynamicTexts(1) }

    /// Where the loader looks for them: DT_RUNPATH, and DT_RPATH, which counts only where there is none.
    package var runPaths: (runpath: [String], rpath: [String]) { (dynamicTexts(29), dynamicTexts(15)) }

    /// The texts of the dynamic section that have this tag.
    private func dynamicTexts(_ tag: UInt64) -> [String] {
        guard let dynamic = sections.first(where: { $0.type == 6 }) else { return [] }
        return stride(from: dynamic.range.lowerBound, to: dynamic.range.upperBound - 15, by: 16).compactMap { place in
            guard (try? word64(place)) == tag, let text = try? word64(place + 8) else { return nil }
            return string(in: dynamic.link, at: Int(clamping: text))
        }
    }

    /// Symbols that linkers add by themselves.
    private static let linkersOwn: Set<String> = ["__bss_start", "_edata", "_end", "_init", "_fini"]

    /// The functions and data that the object offers.
    package var exportedSymbols: [String] {
        exports.compactMap { string(in: $0.table, at: $0.name) }.filter { !ELFFile.linkersOwn.contains($0) }
    }

    /// Whether the object offers a symbol; `nil` where it has no table of them.
    func exports(_ symbol: String) -> Bool? {
        guard symbols != nil else { return nil }
        return exports.contains { self.isString(symbol, in: $0.table, at: $0.name) }
    }

    /// The places of the names of what the object offers, and the section that has them.
    private var exports: some Sequence<(name: Int, table: Int)> {
        let table = symbols
        let range = table?.range ?? 0..<0
        return stride(from: range.lowerBound, to: range.upperBound - 23, by: table?.entrySize ?? 24).lazy.compactMap {
            place -> (name: Int, table: Int)? in
            guard let table, let name = try? word32(place), let section = try? word16(place + 6), section != 0 else {
                return nil
            }
            let (binding, visibility) = (bytes[place + 4] >> 4, bytes[place + 5] & 3)
            guard binding == 1 || binding == 2, visibility == 0 || visibility == 3 else { return nil }
            return (Int(name), table.link)
        }
    }

    /// The table of what the loader may look for.
    private var symbols: Section? { sections.first { $0.type == 11 && (24...1024).contains($0.entrySize) } }

    private func isString(_ text: String, in section: Int, at offset: Int) -> Bool {
        guard sections.indices.contains(section) else { return false }
        let range = sections[section].range
        guard offset >= 0, offset < range.count else { return false }
        let rest = bytes[(range.lowerBound + offset)..<range.upperBound]
        return rest.starts(with: text.utf8) && rest.dropFirst(text.utf8.count).first == 0
    }

    private func string(in section: Int, at offset: Int) -> String? {
        guard sections.indices.contains(section) else { return nil }
        let range = sections[section].range
        guard offset >= 0, offset < range.count else { return nil }
        let rest = bytes[(range.lowerBound + offset)..<range.upperBound].prefix(ELFFile.longestName)
        guard let end = rest.firstIndex(of: 0) ?? (rest.count == ELFFile.longestName ? rest.endIndex : nil) else {
            return nil
        }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// Longer names are cut: a small file may have thousands that all begin within one long text.
    private static let longestName = 1024

    private func word16(_ place: Int) throws(Fault) -> UInt16 { try load(place, as: UInt16.self) }
    private func word32(_ place: Int) throws(Fault) -> UInt32 { try load(place, as: UInt32.self) }
    private func word64(_ place: Int) throws(Fault) -> UInt64 { try load(place, as: UInt64.self) }

    private func load<T: FixedWidthInteger & BitwiseCopyable>(_ place: Int, as type: T.Type) throws(Fault) -> T {
        guard place >= 0, place <= bytes.count - MemoryLayout<T>.size else { throw .truncated }
        return T(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: T.self))
    }

    private static var ownMachine: UInt16 {
        #if arch(x86_64)
        62
        #elseif arch(arm64)
        183
        #else
        0
        #endif
    }

    private static func machineName(_ machine: UInt16) -> String {
        [3: "x86", 40: "arm", 62: "x86-64", 183: "aarch64", 243: "riscv"][machine] ?? "machine \(machine)"
    }
}
