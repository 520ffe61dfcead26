import CPregelABI
import PregelDiagnostics
import PregelManifest

/// Why a plugin's file cannot be used, as far as that can be told without running any of it: what it needs of a manifest, and of
/// the host.
enum PluginNeeds {
    /// Everything that keeps a file from being what an entry asks for.
    static func refusals(of file: PluginFile, for entry: PluginEntry) -> [Diagnostic] {
        [changed(file, entry), ungranted(file.manifest, entry)].compactMap(\.self) + refusals(of: file)
    }

    /// Everything that keeps this host from loading a file.
    static func refusals(of file: PluginFile) -> [Diagnostic] {
        let manifest = file.manifest
        let extensions = manifest.requires.map { PluginFaults.missingExtension(manifest.identity.id, $0) }
        return (abi(manifest, file.path).map { [$0] } ?? []) + extensions
    }

    private static func changed(_ file: PluginFile, _ entry: PluginEntry) -> Diagnostic? {
        guard let pinned = entry.sha256, pinned != file.file.sha256 else { return nil }
        return PluginFaults.wrongHash(file.path, expected: pinned, found: file.file.sha256)
    }

    private static func ungranted(_ manifest: PluginManifest, _ entry: PluginEntry) -> Diagnostic? {
        guard entry.areGrantsRead else { return nil }
        let missing = manifest.needs.missing(in: entry.grants, folder: entry.folder)
        guard !missing.words.isEmpty else { return nil }
        return PluginFaults.missingGrants(
            manifest.identity.id, missing: missing, given: entry.grants, folder: entry.folder)
    }

    private static func abi(_ manifest: PluginManifest, _ path: String) -> Diagnostic? {
        let major = manifest.abiMajor
        let fits = major == Int(PREGEL_ABI_MAJOR) && manifest.abiMinor <= Int(PREGEL_ABI_MINOR)
        guard !fits else { return nil }
        return PluginFaults.abi(
            path, needs: "\(major).\(manifest.abiMinor)", has: "\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR)",
            fix: major == Int(PREGEL_ABI_MAJOR)
                ? "use a newer pregel-host" : "build the plugin against ABI \(PREGEL_ABI_MAJOR)")
    }
}
