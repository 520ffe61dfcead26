/// A part of a file that was read: numbers and texts at places that may be wrong.
struct ByteTable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    subscript(place: Int) -> UInt8 { bytes[place] }

    func word16(_ place: Int) throws(ELFFile.Fault) -> UInt16 { try load(place, as: UInt16.self) }
    func word32(_ place: Int) throws(ELFFile.Fault) -> UInt32 { try load(place, as: UInt32.self) }
    func word64(_ place: Int) throws(ELFFile.Fault) -> UInt64 { try load(place, as: UInt64.self) }

    private func load<T: FixedWidthInteger & BitwiseCopyable>(
        _ place: Int, as type: T.Type
    ) throws(ELFFile.Fault) -> T {
        guard place >= 0, place <= bytes.count - MemoryLayout<T>.size else { throw .truncated }
        return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
    }

    /// The text that begins at a place, and ends with a NUL. Cut where it is long: a small file may have thousands of names that
    /// all begin within one long text.
    func text(at place: Int) -> String? {
        guard bytes.indices.contains(place) else { return nil }
        let rest = bytes[place...].prefix(ByteTable.longestText)
        guard let end = rest.firstIndex(of: 0) ?? (rest.count == ByteTable.longestText ? rest.endIndex : nil) else {
            return nil
        }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    private static let longestText = 1024

    /// Whether that text is this one.
    func isText(_ text: String, at place: Int) -> Bool {
        guard bytes.indices.contains(place) else { return false }
        let rest = bytes[place...]
        return rest.starts(with: text.utf8) && rest.dropFirst(text.utf8.count).first == 0
    }
}
