import CPregelABI
package import PregelDiagnostics
package import PregelManifest

/// What an entry of a manifest asks of a plugin's file. Checking runs none of the plugin's code: whoever validates a
/// manifest and whoever runs it ask here.
package struct EntryRule {
    private let entry: PluginEntry

    package init(_ entry: PluginEntry) { self.entry = entry }

    /// Checks everything but the version, which whoever has read the manifest tells with its place.
    ///
    /// - Throws: The first thing that does not fit.
    package func check(_ file: PluginFile) throws(Diagnostic) {
        try checkIdentity(file)
        try EntryRule.checkHost(file)
        try checkHash(file)
        try checkGrants(file)
    }

    /// Whether a file is one to choose among several of its identity: this host can load it, its version is in the range,
    /// and it is the pinned one.
    ///
    /// - Throws: Why it is not.
    func checkChoice(_ file: PluginFile) throws(Diagnostic) {
        try EntryRule.checkHost(file)
        try checkVersion(file)
        try checkHash(file)
    }

    /// Checks whether this host has what a plugin needs of it.
    static func checkHost(_ file: PluginFile) throws(Diagnostic) {
        let manifest = file.manifest
        let major = manifest.abiMajor
        guard major == Int(PREGEL_ABI_MAJOR), manifest.abiMinor <= Int(PREGEL_ABI_MINOR) else {
            throw PluginFaults.abi(
                file.path, needs: "\(major).\(manifest.abiMinor)", has: "\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR)",
                fix: major == Int(PREGEL_ABI_MAJOR)
                    ? "use a newer pregel-host" : "build the plugin against ABI \(PREGEL_ABI_MAJOR)")
        }
        if let name = manifest.requires.first { throw PluginFaults.missingExtension(manifest.identity.id, name) }
    }

    private func checkIdentity(_ file: PluginFile) throws(Diagnostic) {
        guard case .identity(let wanted) = entry.source, wanted != file.manifest.identity.id else { return }
        throw PluginFaults.otherIdentity(file, wanted: wanted, alias: entry.alias)
    }

    private func checkVersion(_ file: PluginFile) throws(Diagnostic) {
        guard let range = entry.require, let version = SemanticVersion(file.manifest.identity.version),
            !range.contains(version)
        else { return }
        throw PluginFaults.versionOutOfRange(
            file, version, range, at: entry.place.member("require").location(.value))
    }

    private func checkHash(_ file: PluginFile) throws(Diagnostic) {
        guard let pinned = entry.sha256, pinned != file.file.sha256 else { return }
        throw PluginFaults.wrongHash(file.path, expected: pinned, found: file.file.sha256)
    }

    private func checkGrants(_ file: PluginFile) throws(Diagnostic) {
        guard entry.areGrantsRead else { return }
        let missing = file.manifest.needs.missing(in: entry.grants, folder: entry.folder)
        guard !missing.words.isEmpty else { return }
        throw PluginFaults.missingGrants(
            file.manifest.identity.id, missing: missing, given: entry.grants, folder: entry.folder)
    }
}
