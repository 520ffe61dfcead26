import PregelDiagnostics
package import PregelManifest
package import PregelValues

/// A shared object on the search path, as `plugin list` shows it. Made without running any of it.
package struct PluginListing: Sendable {
    /// Whether the plugin can be used.
    package enum State: String, Sendable {
        case ok
        /// Another file with the same identity comes first on the search path.
        case shadowed
        /// Its identity cannot be read.
        case broken
        /// It was tried, and crashed or hung.
        case failedProbe = "failed-probe"
        /// It needs another host.
        case incompatible
    }

    package let path: String
    package let state: State
    /// Why it cannot be used; "" where it can.
    package let reason: String
    /// `nil` where the identity cannot be read.
    package let manifest: PluginManifest?

    /// The plugins of all folders; files without an identity are no plugins, and are left out.
    package static func all(in search: PluginSearch, cache: ProbeCache = .standard) -> [PluginListing] {
        var seen: [String: String] = [:]
        var paths: Set<String> = []
        return search.folders.flatMap(PluginSearch.sharedObjects).filter { paths.insert($0).inserted }.compactMap {
            path in
            let file: PluginFile
            do throws(Diagnostic) {
                file = try PluginFile(path)
            } catch {
                guard error.code == PluginFaults.brokenIdentityCode else { return nil }
                let reason = ([error.message] + error.notes).joined(separator: "; ")
                return PluginListing(path: path, state: .broken, reason: reason, manifest: nil)
            }
            let id = file.manifest.identity.id
            if let first = seen[id] {
                return PluginListing(
                    path: path, state: .shadowed, reason: "\(first) comes first", manifest: file.manifest)
            }
            seen[id] = path
            return listing(of: file, cache)
        }
    }

    private static func listing(of file: PluginFile, _ cache: ProbeCache) -> PluginListing {
        if file.manifest.abiMajor != PluginInspection.hostMajor || file.manifest.abiMinor > PluginInspection.hostMinor {
            let reason =
                "it needs ABI \(file.manifest.abiMajor).\(file.manifest.abiMinor), this host has \(PluginInspection.hostABI)"
            return PluginListing(path: file.path, state: .incompatible, reason: reason, manifest: file.manifest)
        }
        if case .harmful(let how, _) = cache.verdict(file.file.sha256) {
            let reason = "it \(how) when it was tried; \"pregel-host plugin check \(file.path)\" tries again"
            return PluginListing(path: file.path, state: .failedProbe, reason: reason, manifest: file.manifest)
        }
        return PluginListing(path: file.path, state: .ok, reason: "", manifest: file.manifest)
    }

    /// The listing as data.
    package var json: Value {
        var object = ObjectBuilder()
        object.set("path", to: Value(path))
        object.set("state", to: Value(state.rawValue))
        if !reason.isEmpty { object.set("reason", to: Value(reason)) }
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
        let flags = ComponentFlags.names.filter { self.flags.contains($0.flag) }.map { Value($0.name) }
        return [
            "kind": Value(kind.rawValue), "name": Value(name), "description": Value(description),
            "flags": .array(flags),
            "config_schema": configSchema ?? .null,
        ]
    }
}
