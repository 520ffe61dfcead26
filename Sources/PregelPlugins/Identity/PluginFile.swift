package import PregelDiagnostics

/// A file that is a plugin, known without having run any of it.
package struct PluginFile: Sendable {
    /// The absolute path.
    package let path: String
    package let file: MappedFile
    package let manifest: PluginManifest

    /// Whether it is known that the function is not there which gives a plugin's tables.
    var lacksEntry: Bool { (try? ELFFile(file.bytes))?.exports(PluginFile.entry) == false }

    /// The function that gives a plugin's tables.
    static let entry = "pregel_plugin_entry_v1"
    /// The name of the section that holds a plugin's identity.
    package static let section = "pregel.manifest"
    /// The name of the section that holds what was read from its source when it was built.
    static let schemasSection = "pregel.schemas"

    /// Reads a file's identity.
    ///
    /// - Throws: Why it is no plugin for this host.
    package init(_ path: String) throws(Diagnostic) {
        do throws(PluginFileFault) {
            try self.init(reading: path)
        } catch {
            throw error.diagnostic(path)
        }
    }

    init(reading path: String) throws(PluginFileFault) {
        self.path = path
        do throws(FileRefusal) {
            file = try MappedFile(path)
        } catch {
            throw .unreadable(error)
        }
        manifest = try PluginFile.manifest(of: file, isForeignToo: false)
    }

    /// The identity in a file.
    ///
    /// - Parameter isForeignToo: Whether a file for another machine will do.
    static func manifest(of file: MappedFile, isForeignToo: Bool) throws(PluginFileFault) -> PluginManifest {
        let elf: ELFFile
        do throws(ELFFile.Fault) {
            elf = try ELFFile(file.bytes, isForeignToo: isForeignToo)
        } catch {
            throw .format(error)
        }
        guard var text = elf.section(PluginFile.section) else { throw .noIdentity }
        while text.last == 0 { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
        switch PluginManifestReader.read(text) {
        case .success(var manifest):
            if let schemas = elf.section(PluginFile.schemasSection) { manifest.take(derivedSchemas: schemas) }
            return manifest
        case .failure(let faults): throw .brokenIdentity(faults.faults)
        }
    }
}
