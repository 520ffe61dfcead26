import PregelDiagnostics
package import PregelManifest
package import PregelValues

/// A shared object on the search path, as `plugin list` shows it. Made without running any of it.
package struct PluginListing: Sendable {
    /// Whether the plugin can be used.
    package enum State: String, Sendable {
        case ok
        /// Another file with the same identity comes first on the search path, unless a manifest's `require` says otherwise.
        case shadowed
        /// It, or its identity, cannot be read.
        case broken
        /// It was tried, and crashed or hung.
        case failedProbe = "failed-probe"
        /// It needs another host, or another machine.
        case incompatible
    }

    package let path: String
    package let state: State
    /// Why it cannot be used; "" where it can.
    package let reason: String
    /// `nil` where the identity cannot be read.
    package let manifest: PluginManifest?
    /// Who may change it besides root and the user.
    package let risks: [String]

    private init(path: String, state: State, reason: String, manifest: PluginManifest?) {
        self.path = path
        self.state = state
        self.reason = reason
        self.manifest = manifest
        risks = []
    }

    private init(_ file: PluginFile, _ state: State, _ reason: String = "") {
        path = file.path
        self.state = state
        self.reason = reason
        manifest = file.manifest
        risks = file.risks
    }

    /// The plugins of all folders, and what may be some but cannot be used, with the reason. Files that are something else,
    /// as other libraries, are left out.
    package static func all(in search: PluginSearch, cache: ProbeCache = .standard) -> [PluginListing] {
        var paths: Set<String> = []
        var first: [String: String] = [:]
        return search.folders.flatMap { folder in
            let found = PluginSearch.files(folder).filter { paths.insert($0.path).inserted }
            // Of one identity the first folder counts, and in it the highest version.
            for file in PluginSearch.ranked(found.compactMap(\.plugin)) where isForThisHost(file) {
                first[file.manifest.identity.id] = first[file.manifest.identity.id] ?? file.path
            }
            return found.map { listing(of: $0, cache, first) }
        }
    }

    private static func isForThisHost(_ file: PluginFile) -> Bool { (try? EntryRule.checkHost(file)) != nil }

    private static func listing(of found: FoundFile, _ cache: ProbeCache, _ first: [String: String]) -> PluginListing {
        switch found.content {
        case .unusable(let why, let manifest):
            let state = why.code == "plugin.wrong-machine" ? State.incompatible : .broken
            return PluginListing(path: found.path, state: state, reason: found.reason ?? "", manifest: manifest)
        case .plugin(let file):
            guard let chosen = first[file.manifest.identity.id], chosen != file.path, isForThisHost(file) else {
                return listing(of: file, cache)
            }
            return PluginListing(file, .shadowed, "\(chosen) comes first")
        }
    }

    private static func listing(of file: PluginFile, _ cache: ProbeCache) -> PluginListing {
        if file.manifest.abiMajor != PluginInspection.hostMajor || file.manifest.abiMinor > PluginInspection.hostMinor {
            let reason =
                "it needs ABI \(file.manifest.abiMajor).\(file.manifest.abiMinor), this host has \(PluginInspection.hostABI)"
            return PluginListing(file, .incompatible, reason)
        }
        if let name = file.manifest.requires.first {
            let reason = "it needs the extension \"\(name)\", which this host does not have"
            return PluginListing(file, .incompatible, reason)
        }
        if let how = cache.harm(of: file) {
            let reason = "it \(how) when it was tried; \"pregel-host plugin check \(file.path)\" tries again"
            return PluginListing(file, .failedProbe, reason)
        }
        return PluginListing(file, .ok)
    }

    /// The listing as data.
    package var json: Value {
        var object = ObjectBuilder()
        object.set("path", to: Value(path))
        object.set("state", to: Value(state.rawValue))
        if !reason.isEmpty { object.set("reason", to: Value(reason)) }
        if !risks.isEmpty { object.set("risks", to: .array(risks.map { Value($0) })) }
        if let manifest {
            object.set("id", to: Value(manifest.identity.id))
            object.set("version", to: Value(manifest.identity.version))
            object.set("description", to: Value(manifest.description))
            object.set("components", to: .array(manifest.identity.components.map { $0.json }))
        }
        return object.finish()
    }
}

extension ComponentInfo {
    /// The component as data.
    package var json: Value {
        let flags = self.flags.names.map { Value($0) }
        return [
            "kind": Value(kind.rawValue), "name": Value(name), "description": Value(description),
            "flags": .array(flags),
            "config_schema": configSchema ?? .null,
        ]
    }
}
