package import PregelDiagnostics
import PregelValues

/// Reads manifests: all that is wrong with one, and with those that it nests, is reported in one go.
///
/// Only manifests are read. Whether the components exist and take their configurations is `ComponentChecker`'s question.
package struct ManifestLoader: Sendable {
    private let files: any ManifestFiles
    private let impliedPlugins: [(alias: String, source: PluginEntry.Source)]

    /// - Parameters:
    ///   - files: Where files are read from.
    ///   - impliedPlugins: Plugins that a manifest may use without an entry; its own entry for an alias wins.
    package init(
        files: any ManifestFiles = SystemFiles(), impliedPlugins: [(alias: String, source: PluginEntry.Source)] = []
    ) {
        self.files = files
        self.impliedPlugins = impliedPlugins
    }

    /// Loads the manifest in a file; paths in it start from the file's folder.
    package func load(path: String) throws(DiagnosticsError) -> Manifest { try read(path: path).sound() }

    /// Loads a manifest that is at hand.
    ///
    /// - Parameters:
    ///   - name: What diagnostics call it.
    ///   - folder: Where paths in it start from.
    package func load(_ bytes: [UInt8], name: String, folder: String) throws(DiagnosticsError) -> Manifest {
        try read(bytes, name: name, folder: folder).sound()
    }

    /// Loads a manifest that is a part of a document, such as a scenario.
    package func load(_ place: Place, folder: String) throws(DiagnosticsError) -> Manifest {
        try read(place, folder: folder).sound()
    }

    /// Reads the manifest in a file as far as it can be read, so that what is right of it can be checked further.
    package func read(path: String) throws(DiagnosticsError) -> ReadManifest {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try files.read(path)
        } catch {
            throw DiagnosticsError(
                Diagnostic(
                    code: "manifest.unreadable",
                    message: "the manifest \(Wording.quoted(path)) cannot be read: \(error.reason)"))
        }
        let document = try JSONDocument(name: path, bytes: bytes)
        return read(Place(document: document), folder: FilePath.folder(of: path), path: FilePath.simplified(path))
    }

    /// Reads a manifest that is at hand as far as it can be read.
    package func read(_ bytes: [UInt8], name: String, folder: String) throws(DiagnosticsError) -> ReadManifest {
        read(Place(document: try JSONDocument(name: name, bytes: bytes)), folder: folder)
    }

    /// Reads a manifest that is a part of a document as far as it can be read.
    package func read(_ place: Place, folder: String) -> ReadManifest { read(place, folder: folder, path: nil) }

    private func read(_ place: Place, folder: String, path: String?) -> ReadManifest {
        let reading = ManifestReading(files: files, implied: impliedPlugins)
        let manifest = reading.root(place, folder: folder, path: path)
        return ReadManifest(manifest: manifest, diagnostics: reading.faults.diagnostics())
    }
}
