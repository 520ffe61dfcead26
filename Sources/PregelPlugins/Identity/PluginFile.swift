package import PregelDiagnostics
import PregelEngine

/// A file that is a plugin, known without having run any of it.
package struct PluginFile: Sendable {
    /// The absolute path.
    package let path: String
    /// Who may change it, or put another one in its place, besides root and the user: a remark each.
    package let risks: [String]
    /// Tells whether it is still what it was when its identity was read.
    let stamp: FileStamp
    package let manifest: PluginManifest
    private let content: PluginContent

    /// The function that gives a plugin's tables.
    static let entry = "pregel_plugin_entry_v1"
    /// The name of the section that holds a plugin's identity.
    package static let section = "pregel.manifest"
    /// The name of the section that holds what was read from its source when it was built.
    static let schemasSection = "pregel.schemas"

    /// Reads a file's identity, and no more of it.
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
        let file: OpenFile
        do throws(FileRefusal) { file = try OpenFile(path) } catch { throw .unreadable(error) }
        guard file.count <= SealedFile.mostBytes else { throw .tooLarge }
        let identity = try IdentitySection(of: file)
        self.init(path, file.status, try identity.manifest(), PluginContent(path, identity))
    }

    /// The plugin in a file that was sealed before.
    ///
    /// - Parameter path: Where its bytes come from.
    init(_ path: String, sealed: SealedFile) throws(Diagnostic) {
        do throws(PluginFileFault) {
            let identity = try IdentitySection(of: sealed)
            self.init(path, sealed.status, try identity.manifest(), PluginContent(path, identity, sealed))
        } catch {
            throw error.diagnostic(path)
        }
    }

    private init(_ path: String, _ status: FileStatus, _ manifest: PluginManifest, _ content: PluginContent) {
        self.path = path
        risks = WriteAccess.risks(path, status)
        stamp = status.stamp
        self.manifest = manifest
        self.content = content
    }

    /// A warning where others may change it.
    package var exposure: Diagnostic? { risks.isEmpty ? nil : PluginFaults.exposed(self) }

    /// All of the file, as it is from now on: what is checked, hashed, tried and loaded of the plugin. Read when it is first
    /// asked for.
    ///
    /// - Throws: Why it cannot be read, or that it is another plugin than the one whose identity was read.
    package func sealed() throws(Diagnostic) -> SealedFile { try content.sealed() }
}

/// What a plugin's file has in it, read as a whole when it is needed.
private final class PluginContent: Sendable {
    private let path: String
    /// What its identity was read from.
    private let identity: IdentitySection
    private let known: Guarded<Result<SealedFile, Diagnostic>?>

    init(_ path: String, _ identity: IdentitySection, _ sealed: SealedFile? = nil) {
        self.path = path
        self.identity = identity
        known = Guarded(sealed.map { .success($0) })
    }

    func sealed() throws(Diagnostic) -> SealedFile {
        let result = known.withLock { known in
            if let known { return known }
            let made = Result { () throws(Diagnostic) in try read() }
            known = made
            return made
        }
        return try result.get()
    }

    private func read() throws(Diagnostic) -> SealedFile {
        do throws(SealedFile.Refusal) {
            let sealed = try SealedFile.read(path)
            if (try? IdentitySection(of: sealed)) == identity { return sealed }
        } catch {
            throw PluginFaults.unsealed(path, error)
        }
        throw PluginFaults.replaced(path)
    }
}
