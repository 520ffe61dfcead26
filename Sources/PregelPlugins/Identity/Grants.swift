package import PregelManifest
import PregelValues

extension PluginEntry.Grants {
    /// The grants in words: `network`, `filesystem /data`, `environment HOME`, `subprocess`.
    package var words: [String] {
        (network ? ["network"] : []) + filesystem.map { "filesystem \($0)" }
            + environment.map { "environment \($0)" } + (subprocess ? ["subprocess"] : [])
    }

    /// The grants as a manifest has them.
    var json: Value {
        var object = ObjectBuilder()
        if network { object.set("network", to: true) }
        if !filesystem.isEmpty { object.set("filesystem", to: .array(filesystem.map { Value($0) })) }
        if !environment.isEmpty { object.set("environment", to: .array(environment.map { Value($0) })) }
        if subprocess { object.set("subprocess", to: true) }
        return object.finish()
    }

    /// What of these needs a manifest does not grant.
    ///
    /// A path is granted with a folder that it lies in, or in part: by a path below it.
    ///
    /// - Parameter folder: What relative paths of the manifest start from.
    func missing(in granted: PluginEntry.Grants, folder: String) -> PluginEntry.Grants {
        var missing = PluginEntry.Grants()
        missing.network = network && !granted.network
        missing.subprocess = subprocess && !granted.subprocess
        missing.environment = environment.filter { !granted.environment.contains($0) }
        let paths = granted.filesystem.map { Self.parts($0, from: folder) }
        missing.filesystem = filesystem.filter { need in
            let need = Self.parts(need, from: folder)
            return !paths.contains { zip($0, need).allSatisfy { $0 == $1 } }
        }
        return missing
    }

    /// Grants these too.
    mutating func add(_ more: PluginEntry.Grants) {
        network = network || more.network
        filesystem += more.filesystem
        environment += more.environment
        subprocess = subprocess || more.subprocess
    }

    /// The names on a path, without `.` and `..`.
    private static func parts(_ path: String, from folder: String) -> [Substring] {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts
    }
}
