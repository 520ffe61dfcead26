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
    /// A path is granted with a folder that it lies in. A part of it is not enough: a plugin is trusted with what it
    /// declares, and nothing would keep it to that part.
    ///
    /// - Parameter folder: What relative paths of the manifest start from.
    func missing(in granted: PluginEntry.Grants, folder: String) -> PluginEntry.Grants {
        var missing = PluginEntry.Grants()
        missing.network = network && !granted.network
        missing.subprocess = subprocess && !granted.subprocess
        missing.environment = environment.filter { !granted.environment.contains($0) }
        missing.filesystem = filesystem.filter { need in
            !granted.filesystem.contains { Self.holds($0, need, folder) }
        }
        return missing
    }

    /// These grants and more, without paths that others hold already.
    func adding(_ more: PluginEntry.Grants, folder: String) -> PluginEntry.Grants {
        var sum = self
        sum.network = network || more.network
        sum.filesystem = filesystem.filter { path in !more.filesystem.contains { Self.holds($0, path, folder) } }
        sum.filesystem += more.filesystem
        sum.environment += more.environment
        sum.subprocess = subprocess || more.subprocess
        return sum
    }

    /// Whether `inner` is `outer`, or lies in it.
    private static func holds(_ outer: String, _ inner: String, _ folder: String) -> Bool {
        parts(inner, from: folder).starts(with: parts(outer, from: folder))
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
