import PregelDiagnostics

/// An ELF shared object, read without loading it: sections, needed libraries, exported symbols.
///
/// No more is read than what is asked for. Every offset of the file is checked before it is followed; a malformed file gives one
/// clear fault.
package struct ELFFile {
    /// Why a file is no shared object for this machine.
    package enum Fault: Error, Sendable, Equatable {
        case empty, notELF, linkerScript, truncated, wrongClass, wrongOrder
        case wrongMachine(found: String, expected: String)
        case wrongType(String)
    }

    private let source: any ByteSource
    private var sections: [ELFSection] = []
    /// Where the table of sections begins.
    private var sectionTable = 0
    /// The table with the names of the sections.
    private var names = ByteTable([])

    /// No table of a library that can be loaded is larger.
    private static let largestTable = 1 << 26

    /// Reads the headers. `bytes` must outlive this value.
    ///
    /// - Parameter isForeignToo: Whether a file for another machine will do, to read what is in it.
    package init(_ bytes: UnsafeRawBufferPointer, isForeignToo: Bool = false) throws(Fault) {
        try self.init(from: bytes, isForeignToo: isForeignToo)
    }

    init(from source: any ByteSource, isForeignToo: Bool = false) throws(Fault) {
        self.source = source
        let header = try readHeader()
        if !isForeignToo { try ELFFile.checkMachine(header) }
        try readSections(header)
    }

    private func readHeader() throws(Fault) -> ByteTable {
        guard source.count > 0 else { throw .empty }
        guard let head = source.bytes(0..<min(source.count, 256)) else { throw .truncated }
        guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
            let isText = head.allSatisfy { $0 == 0x0A || $0 == 0x09 || ($0 >= 0x20 && $0 < 0x7F) }
            let words = String(decoding: head, as: UTF8.self)
            throw isText && (words.has("GROUP") || words.has("INPUT")) ? .linkerScript : .notELF
        }
        guard head.count >= 64 else { throw .truncated }
        guard head[4] == 2 else { throw .wrongClass }
        guard head[5] == 1 else { throw .wrongOrder }
        return ByteTable(head)
    }

    private static func checkMachine(_ header: ByteTable) throws(Fault) {
        let machine = try header.word16(18)
        guard machine == ownMachine else {
            throw .wrongMachine(found: machineName(machine), expected: machineName(ownMachine))
        }
        let type = try header.word16(16)
        guard type == 3 else {
            throw .wrongType(type == 2 ? "an executable" : type == 1 ? "an object file" : "ELF type \(type)")
        }
    }

    private mutating func readSections(_ header: ByteTable) throws(Fault) {
        let offset = Int(clamping: try header.word64(40))
        let count = Int(try header.word16(60))
        guard offset > 0, count > 0 else { return }
        // Files of this class have no others.
        guard Int(try header.word16(58)) == ELFSection.headerSize else { throw .truncated }
        let (end, isTooFar) = offset.addingReportingOverflow(count * ELFSection.headerSize)
        guard !isTooFar, let bytes = source.bytes(offset..<end) else { throw .truncated }
        sectionTable = offset
        let table = ByteTable(bytes)
        for index in 0..<count {
            sections.append(try ELFSection(table, at: index * ELFSection.headerSize, fileSize: source.count))
        }
        let place = Int(try header.word16(62))
        if sections.indices.contains(place) { names = ByteTable(content(sections[place], isWhole: true) ?? []) }
    }

    /// The bytes of a section; `nil` where they cannot be read.
    ///
    /// - Parameter isWhole: Whether a part of them will not do: for tables. Of others the first bytes are read.
    private func content(_ section: ELFSection, isWhole: Bool, atMost most: Int = ELFFile.largestTable) -> [UInt8]? {
        let range = section.range
        if isWhole, range.count > most { return nil }
        return source.bytes(range.lowerBound..<range.lowerBound + min(range.count, most))
    }

    /// The parts of the file that are loaded, or looked at before, in whole pages and in order. The rest is for debuggers.
    package var usedParts: [Range<Int>] {
        guard let header = source.bytes(0..<64).map(ByteTable.init) else { return [] }
        let used = sections.filter { section in
            [PluginFile.section, PluginFile.schemasSection, ".shstrtab"].contains { names.isText($0, at: section.name) }
        }
        let parts =
            [0..<64, sectionTable..<sectionTable + sections.count * ELFSection.headerSize] + used.map(\.range)
            + linkedTables.map(\.range) + segments(header)
        return Pages.covering(parts, upTo: source.count)
    }

    /// The tables that the loader reads, and their texts.
    private var linkedTables: [ELFSection] {
        let tables = sections.filter { $0.type == 6 || $0.type == 11 }
        return tables + tables.map(\.link).filter(sections.indices.contains).map { sections[$0] }
    }

    /// The table of what is mapped, and all that is in it.
    private func segments(_ header: ByteTable) -> [Range<Int>] {
        let begin = Int(clamping: (try? header.word64(32)) ?? 0)
        let (size, count) = (Int((try? header.word16(54)) ?? 0), Int((try? header.word16(56)) ?? 0))
        let (end, isTooFar) = begin.addingReportingOverflow(size * count)
        guard !isTooFar, size >= 56, let bytes = source.bytes(begin..<end) else { return [0..<source.count] }
        let table = ByteTable(bytes)
        return [begin..<end]
            + stride(from: 0, to: bytes.count, by: size).compactMap { place in
                guard let start = try? table.word64(place + 8), let length = try? table.word64(place + 32) else {
                    return nil
                }
                let first = min(Int(clamping: start), source.count)
                return first..<first + min(Int(clamping: length), source.count - first)
            }
    }

    private func table(_ index: Int) -> ByteTable {
        guard sections.indices.contains(index) else { return ByteTable([]) }
        return ByteTable(content(sections[index], isWhole: true) ?? [])
    }

    /// The bytes of the section with this name, from its beginning.
    ///
    /// - Parameter most: How many are read at most.
    package func section(_ name: String, atMost most: Int = 1 << 21) -> [UInt8]? {
        guard let found = sections.first(where: { names.isText(name, at: $0.name) }) else { return nil }
        return content(found, isWhole: false, atMost: most)
    }

    /// The libraries that the loader must find (DT_NEEDED).
    package var neededLibraries: [String] { linking.needed }

    /// What the file tells the loader.
    var linking: ELFLinking {
        guard let dynamic = sections.first(where: { $0.type == 6 }), let bytes = content(dynamic, isWhole: true) else {
            return ELFLinking()
        }
        return ELFLinking(ByteTable(bytes), texts: table(dynamic.link))
    }

    /// Symbols that linkers add by themselves.
    private static let linkersOwn: Set<String> = ["__bss_start", "_edata", "_end", "_init", "_fini"]

    /// The functions and data that the object offers.
    package var exportedSymbols: [String] {
        guard let symbols else { return [] }
        let texts = table(symbols.link)
        return exports(symbols).compactMap { texts.text(at: $0) }.filter { !ELFFile.linkersOwn.contains($0) }
    }

    /// Whether the object offers a symbol; `nil` where it has no table of them.
    func exports(_ symbol: String) -> Bool? {
        guard let symbols else { return nil }
        let texts = table(symbols.link)
        return exports(symbols).contains { texts.isText(symbol, at: $0) }
    }

    /// The places of the names of what the object offers.
    private func exports(_ symbols: ELFSection) -> some Sequence<Int> {
        let table = ByteTable(content(symbols, isWhole: true) ?? [])
        return stride(from: 0, to: table.count - 23, by: symbols.entrySize).lazy.compactMap { place -> Int? in
            guard let name = try? table.word32(place), let section = try? table.word16(place + 6), section != 0 else {
                return nil
            }
            let (binding, visibility) = (table[place + 4] >> 4, table[place + 5] & 3)
            return (binding == 1 || binding == 2) && (visibility == 0 || visibility == 3) ? Int(name) : nil
        }
    }

    /// The table of what the loader may look for.
    private var symbols: ELFSection? { sections.first { $0.type == 11 && (24...1024).contains($0.entrySize) } }

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
