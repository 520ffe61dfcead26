/// The sections of a plugin's file that its identity is in, as bytes.
struct IdentitySection: Equatable, Sendable {
    private let text: [UInt8]
    private let schemas: [UInt8]?

    /// Reads the sections, and no more of the file.
    ///
    /// - Parameter isForeignToo: Whether a file for another machine will do.
    init(of source: any ByteSource, isForeignToo: Bool = false) throws(PluginFileFault) {
        let elf: ELFFile
        do throws(ELFFile.Fault) {
            elf = try ELFFile(from: source, isForeignToo: isForeignToo)
        } catch {
            throw .format(error)
        }
        guard let text = elf.section(PluginFile.section) else { throw .noIdentity }
        self.text = text
        schemas = elf.section(PluginFile.schemasSection)
    }

    /// The identity in them.
    func manifest() throws(PluginFileFault) -> PluginManifest {
        let json = text[..<(text.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)]
        switch json.withUnsafeBytes(PluginManifestReader.read) {
        case .success(var manifest):
            schemas?.withUnsafeBytes { manifest.take(derivedSchemas: $0) }
            return manifest
        case .failure(let faults): throw .brokenIdentity(faults.faults)
        }
    }
}
