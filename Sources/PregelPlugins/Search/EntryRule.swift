import CPregelABI
package import PregelDiagnostics
package import PregelManifest

/// What an entry of a manifest asks of a plugin's file, and a plugin of its host. Checking runs none of the plugin's code:
/// whoever validates a manifest and whoever runs it ask here.
package struct EntryRule {
    private let entry: PluginEntry

    package init(_ entry: PluginEntry) { self.entry = entry }

    /// Everything that keeps a file from being what the entry asks for, but for the version, which whoever has read the
    /// manifest tells with its place.
    package func refusals(of file: PluginFile) -> [Diagnostic] {
        [otherIdentity(file), otherContent(file), ungranted(file)].compactMap(\.self) + EntryRule.hostRefusals(of: file)
    }

    /// Whether a file is one to choose among several of its identity: this host can load it, its version is in the range,
    /// and it is the pinned one.
    ///
    /// - Throws: Why it is not.
    func checkChoice(_ file: PluginFile) throws(Diagnostic) {
        try EntryRule.checkHost(file)
        if let refusal = outOfRange(file) ?? otherContent(file) { throw refusal }
    }

    /// Checks whether this host has what a plugin needs of it.
    ///
    /// - Throws: The first thing that it lacks.
    static func checkHost(_ file: PluginFile) throws(Diagnostic) {
        if let refusal = hostRefusals(of: file).first { throw refusal }
    }

    /// Everything that keeps this host from loading a file.
    private static func hostRefusals(of file: PluginFile) -> [Diagnostic] {
        let manifest = file.manifest
        let extensions = manifest.requires.map { PluginFaults.missingExtension(manifest.identity.id, $0) }
        return (otherABI(file).map { [$0] } ?? []) + extensions
    }

    private static func otherABI(_ file: PluginFile) -> Diagnostic? {
        let (major, minor) = (file.manifest.abiMajor, file.manifest.abiMinor)
        if major == Int(PREGEL_ABI_MAJOR), minor <= Int(PREGEL_ABI_MINOR) { return nil }
        return PluginFaults.abi(
            file.path, needs: "\(major).\(minor)", has: "\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR)",
            fix: major == Int(PREGEL_ABI_MAJOR)
                ? "use a newer pregel-host" : "build the plugin against ABI \(PREGEL_ABI_MAJOR)")
    }

    private func otherIdentity(_ file: PluginFile) -> Diagnostic? {
        guard case .identity(let wanted) = entry.source, wanted != file.manifest.identity.id else { return nil }
        return PluginFaults.otherIdentity(file, wanted: wanted, alias: entry.alias)
    }

    private func outOfRange(_ file: PluginFile) -> Diagnostic? {
        guard let range = entry.require, let version = SemanticVersion(file.manifest.identity.version),
            !range.contains(version)
        else { return nil }
        return PluginFaults.versionOutOfRange(
            file, version, range, at: entry.place.member("require").location(.value))
    }

    private func otherContent(_ file: PluginFile) -> Diagnostic? {
        guard let pinned = entry.sha256 else { return nil }
        do throws(Diagnostic) {
            let found = try file.sealed().sha256
            return pinned == found ? nil : PluginFaults.wrongHash(file.path, expected: pinned, found: found)
        } catch {
            return error
        }
    }

    private func ungranted(_ file: PluginFile) -> Diagnostic? {
        guard entry.areGrantsRead else { return nil }
        let missing = file.manifest.needs.missing(in: entry.grants, folder: entry.folder)
        guard !missing.words.isEmpty else { return nil }
        return PluginFaults.missingGrants(
            file.manifest.identity.id, missing: missing, given: entry.grants, folder: entry.folder)
    }
}
