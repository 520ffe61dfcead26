package import PregelManifest

/// A plugin's identity: the JSON in its section `pregel.manifest`.
package struct PluginManifest: Sendable {
    /// `org.example.text`, its version, its components with their schemas.
    package var identity: PluginIdentity
    package var description = ""
    package var license = ""
    /// The border's version that it needs.
    package var abiMajor = 1
    package var abiMinor = 0
    /// What it needs to be granted.
    package var needs = PluginEntry.Grants()
    /// Extensions of the host that it needs.
    package var requires: [String] = []
    /// What it reads and writes, by component, for people.
    package var notes: [String: (reads: [String], writes: [String])] = [:]

    /// What it needs to be granted, in words: `network`, `filesystem /data`.
    package var grants: [String] { needs.words }
}
