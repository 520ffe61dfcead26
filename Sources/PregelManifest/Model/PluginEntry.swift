package import PregelValues

/// A plugin as the manifest asks for it.
package struct PluginEntry: Sendable {
    /// The name that components of the plugin are called by here.
    package var alias: String
    package var source: Source
    /// What the plugin's declared version must meet.
    package var require: VersionRange?
    /// Handed to the plugin once.
    package var config: Value?
    /// The file's hash, 64 lowercase hexadecimal digits.
    package var sha256: String?
    package var isolation = Isolation.inProcess
    package var grants = Grants()
    /// Whether `grants` are what was meant: not where they could not be read.
    package var areGrantsRead = true
    /// The folder that a path starts from: that of the manifest which has the entry.
    package var folder: String
    package var place: Place
    /// Whether it is there without an entry, for whoever uses it.
    package var isImplied = false

    package init(alias: String, source: Source, folder: String, place: Place) {
        self.alias = alias
        self.source = source
        self.folder = folder
        self.place = place
    }

    /// Where the plugin is.
    package enum Source: Sendable, Hashable {
        /// A shared object, as written: relative to the manifest's folder, else a file name on the search path.
        case path(String)
        /// An identity (`org.example.text`) of a plugin on the search path.
        case identity(String)
    }

    /// Where the plugin's code runs.
    package enum Isolation: String, Sendable, CaseIterable {
        case inProcess = "in_process"
        case process
    }

    /// What the plugin may use, out of what it declares that it needs.
    package struct Grants: Sendable, Hashable {
        package var network = false
        /// Paths.
        package var filesystem: [String] = []
        /// Names of environment variables.
        package var environment: [String] = []
        package var subprocess = false

        package init() {}
    }
}
