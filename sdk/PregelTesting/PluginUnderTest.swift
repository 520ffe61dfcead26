internal import CPregelABI
internal import Glibc

/// A plugin in a test: its components run through the very tables that a host calls, on a host that notes what they do.
///
///     let plugin = try PluginUnderTest { Split.self }
///     let result = try plugin.node("split", config: ["separator": ","]).run(["text": "a,b"])
///     #expect(result.writes["parts"] == ["a", "b"])
///
/// A built plugin can be tested as well, by its file.
public final class PluginUnderTest: @unchecked Sendable {
    let host: TestHost
    let table: UnsafePointer<pregel_plugin_v1>
    /// What `plugin.json` says.
    public let manifest: Value

    /// Tests components without a `plugin.json`: one is made of their names.
    ///
    /// - Throws: Why there is no such plugin.
    public convenience init(@ComponentBuilder components: () -> [ComponentEntry]) throws {
        let plugin = Plugin(components: components)
        try self.init(plugin, manifest: TestManifest.json(of: plugin))
    }

    /// Tests a plugin of this process.
    ///
    /// - Parameter manifest: The JSON text of its `plugin.json`.
    /// - Throws: Why the plugin has no table: its manifest and its types do not agree.
    public convenience init(_ plugin: Plugin, manifest: String) throws {
        try self.init(manifest: manifest) { host, call in
            Array(manifest.utf8).withUnsafeBytes { plugin.enter(host: host, call: call, manifest: $0) }
        }
    }

    /// Loads a built plugin and tests it. It stays loaded until the process ends.
    ///
    /// - Parameter path: The shared object.
    /// - Throws: Why it is no plugin.
    public convenience init(path: String) throws {
        typealias Entry = @convention(c) (UnsafeRawPointer, UInt64) -> UnsafeRawPointer?
        let manifest = try EmbeddedManifest.read(path)
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw TestingError(dlerror().map { String(cString: $0) } ?? "\(path) cannot be loaded")
        }
        guard let symbol = dlsym(handle, "pregel_plugin_entry_v1") else {
            throw TestingError("\(path) has no function pregel_plugin_entry_v1")
        }
        let entry = unsafeBitCast(symbol, to: Entry.self)
        try self.init(manifest: manifest) { host, call in entry(host, call) }
    }

    private init(manifest: String, _ entry: (UnsafeRawPointer, UInt64) -> UnsafeRawPointer?) throws {
        host = TestHost()
        var found: UnsafeRawPointer?
        let result = try host.run { host, call, _ in
            found = entry(UnsafeRawPointer(host), call)
            return pregel_status(found == nil ? PREGEL_FAILED : PREGEL_OK)
        }
        guard let found else { throw TestingError(result.failure?.message ?? "the plugin's entry returned NULL") }
        table = found.assumingMemoryBound(to: pregel_plugin_v1.self)
        self.manifest = try Value(json: manifest)
    }

    /// Its identity.
    public var id: String { table.pointee.id.string }

    /// Its version.
    public var version: String { table.pointee.version.string }

    /// What was logged outside of any call.
    public var logged: [NodeResult.LogLine] { host.logged }

    /// Hands the plugin its own configuration.
    ///
    /// - Throws: Why it does not take it.
    public func configure(_ config: Value) throws {
        guard let configure = table.pointee.configure else { throw TestingError("\(id) takes no configuration") }
        let result = try host.run { host, call, _ in withUnsafePointer(to: config.raw) { configure(host, call, $0) } }
        withExtendedLifetime(config) {}
        if let failure = result.failure { throw failure }
    }

    /// Lets the plugin end what it started itself.
    public func shutdown() { table.pointee.shutdown?() }
}
