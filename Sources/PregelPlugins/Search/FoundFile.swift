import PregelDiagnostics
import PregelManifest

/// A shared object where plugins are looked for, as far as it can be known without running any of it.
struct FoundFile {
    let path: String
    let content: Content

    enum Content {
        case plugin(PluginFile)
        /// It may be a plugin, and cannot be used: why, and its identity where that can be read all the same.
        case unusable(Diagnostic, PluginManifest?)
    }

    /// Reads a file; `nil` where it is none that was ever meant to be a plugin.
    init?(_ path: String) {
        self.path = path
        do throws(PluginFileFault) {
            content = .plugin(try PluginFile(reading: path))
        } catch {
            guard !error.isOfAnotherKind else { return nil }
            var manifest: PluginManifest?
            if case .format(.wrongMachine) = error, let file = try? OpenFile(path) {
                manifest = try? IdentitySection(of: file, isForeignToo: true).manifest()
                // A library of another machine is no more a plugin than one of this machine.
                if manifest == nil { return nil }
            }
            content = .unusable(error.diagnostic(path), manifest)
        }
    }

    /// The plugin, where it can be used.
    var plugin: PluginFile? {
        guard case .plugin(let file) = content else { return nil }
        return file
    }

    /// Why it cannot be used, in a line; `nil` where it can be.
    var reason: String? {
        guard case .unusable(let diagnostic, _) = content else { return nil }
        return ([diagnostic.message] + diagnostic.notes).joined(separator: "; ")
    }

    /// The identity, where it can be read.
    var id: String? {
        switch content {
        case .plugin(let file): file.manifest.identity.id
        case .unusable(_, let manifest): manifest?.identity.id
        }
    }
}
