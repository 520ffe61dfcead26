/// Where a section of an ELF file is, and what it is.
struct ELFSection {
    /// The place of its name in the table of names.
    let name: Int
    let type: UInt32
    /// Its bytes in the file.
    let range: Range<Int>
    /// The section that it goes with: the texts of a table.
    let link: Int
    let entrySize: Int

    /// The size of a header in the file's table of them.
    static let headerSize = 64

    /// Reads the header at a place of the table.
    ///
    /// - Throws: That the section is not in the file.
    init(_ table: ByteTable, at place: Int, fileSize: Int) throws(ELFFile.Fault) {
        let type = try table.word32(place + 4)
        let begin = Int(clamping: try table.word64(place + 24))
        let length = Int(clamping: try table.word64(place + 32))
        // A section without bytes in the file (.bss) has a size all the same.
        let isEmpty = type == 8
        let (end, isTooFar) = begin.addingReportingOverflow(length)
        guard isEmpty || (!isTooFar && end <= fileSize) else { throw .truncated }
        name = Int(try table.word32(place))
        self.type = type
        range = isEmpty ? 0..<0 : begin..<end
        link = Int(try table.word32(place + 40))
        entrySize = Int(clamping: try table.word64(place + 56))
    }
}
