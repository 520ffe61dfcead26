internal import Glibc

/// Reads the section `pregel.manifest` of a shared object, without loading it.
public enum EmbeddedManifest {
    /// The JSON text.
    ///
    /// - Throws: Why there is none: the file cannot be read, is no ELF file, or has no such section.
    public static func read(_ path: String) throws -> String {
        let bytes = try contents(path)
        let text = try bytes.withUnsafeBytes { file in
            guard let section = find("pregel.manifest", file) else {
                throw TestingError("\(path) has no section pregel.manifest: is plugin.json embedded?")
            }
            return String(decoding: section, as: UTF8.self)
        }
        return String(text.prefix { $0 != "\0" })
    }

    static func contents(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw TestingError("\(path): \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    /// The bytes of a section of a 64-bit little-endian ELF file.
    private static func find(_ name: String, _ file: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        func load<T: FixedWidthInteger>(_ type: T.Type, _ offset: Int) -> Int? {
            guard offset >= 0, offset + MemoryLayout<T>.size <= file.count else { return nil }
            return Int(exactly: file.loadUnaligned(fromByteOffset: offset, as: type))
        }
        func slice(_ header: Int) -> UnsafeRawBufferPointer? {
            guard let start = load(UInt64.self, header + 0x18), let size = load(UInt64.self, header + 0x20),
                start <= file.count, size <= file.count - start
            else { return nil }
            return UnsafeRawBufferPointer(rebasing: file[start..<start + size])
        }
        guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let table = load(UInt64.self, 0x28),
            let size = load(UInt16.self, 0x3A), let count = load(UInt16.self, 0x3C),
            let names = load(UInt16.self, 0x3E),
            let texts = slice(table + names * size)
        else { return nil }
        for index in 0..<count {
            let header = table + index * size
            guard let start = load(UInt32.self, header), start < texts.count else { continue }
            if texts[start...].prefix(while: { $0 != 0 }).elementsEqual(name.utf8) { return slice(header) }
        }
        return nil
    }
}
