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

    /// Reads a file's identity.
    ///
    /// - Throws: Why it is no plugin for this host.
    package init(_ path: String) throws(Diagnostic) {
        self.path = path
        do throws(FileRefusal) {
            file = try MappedFile(path)
        } catch {
            throw PluginFaults.unreadable(path, error.reason)
        }
        let elf: ELFFile
        do throws(ELFFile.Fault) {
            elf = try ELFFile(file.bytes)
        } catch {
            throw PluginFaults.notLoadable(path, error)
        }
        guard var text = elf.section(PluginFile.section) else { throw PluginFaults.noIdentity(path) }
        while text.last == 0 { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
        switch PluginManifestReader.read(text) {
        case .success(let manifest): self.manifest = manifest
        case .failure(let faults): throw PluginFaults.brokenIdentity(path, faults.faults)
        }
    }
}
