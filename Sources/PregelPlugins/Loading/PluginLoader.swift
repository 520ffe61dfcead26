import CHostSystem
import CPregelABI
import Glibc
package import PregelDiagnostics
package import PregelEngine
import PregelManifest
import PregelThreads
package import PregelValues
import Synchronization

/// Loads plugins into the process, each file once, and makes instances of their components. From any thread.
///
/// A plugin is never unloaded: its code may be on some thread's stack, and Swift's runtime keeps pointers into it.
package final class PluginLoader: @unchecked Sendable {
    private let probe: PluginProbe?
    private let log: any PluginLog
    private let registry: PluginRegistry

    /// - Parameters:
    ///   - probe: Tries unknown files first; `nil` trusts all.
    ///   - log: Where the plugins' log lines go.
    package convenience init(probe: PluginProbe?, log: any PluginLog) {
        self.init(probe: probe, log: log, registry: .shared)
    }

    init(probe: PluginProbe?, log: any PluginLog, registry: PluginRegistry) {
        self.probe = probe
        self.log = log
        self.registry = registry
    }

    /// Loads a plugin, or gives the one that was loaded before.
    ///
    /// - Throws: Why it is refused.
    package func load(_ file: PluginFile, config: Value? = nil) throws(Diagnostic) -> LoadedPlugin {
        try registry.lock.withLock { () throws(Diagnostic) in
            let plugin = try plugin(file)
            plugin.host.log = log
            try configure(plugin, file, config)
            return plugin
        }
    }

    private func plugin(_ file: PluginFile) throws(Diagnostic) -> LoadedPlugin {
        let content = try file.sealed()
        if let known = registry.plugins[content.sha256] { return try known.get() }
        try EntryRule.checkHost(file)
        try probe?.check(file)
        PluginWatchdog.shared.begin(log)
        let host = PluginHost(id: file.manifest.identity.id, version: PluginLoader.hostVersion, log: log)
        let library = try map(file, content, host)
        let made = Result { () throws(Diagnostic) in try enter(entry(of: library, host, file), host, file) }
        OwnProcess.restore(after: host)
        // A refusal is for good, for a file is mapped once, and its entry called once.
        registry.plugins[content.sha256] = made
        return try made.get()
    }

    /// Maps the file into the process, for good. Its constructors run meanwhile: what they do is the plugin's doing.
    private func map(
        _ file: PluginFile, _ content: SealedFile, _ host: PluginHost
    ) throws(Diagnostic) -> UnsafeMutableRawPointer {
        guard content.isIntact else { throw PluginFaults.taken(file.path) }
        let libraries = LibrarySearch(of: file.path, (try? ELFFile(from: content))?.linking).besides
        let opened = host.visit(.load) { SharedObject.load(content, path: file.path, after: libraries) }
        host_float_check()
        guard let library = opened else {
            throw PluginFaults.dlopen(file.path, dlerror().map { String(cString: $0) } ?? "")
        }
        registry.mapped.append(content)
        return library
    }

    /// The function that gives the plugin's table.
    private func entry(
        of library: UnsafeMutableRawPointer, _ host: PluginHost, _ file: PluginFile
    ) throws(Diagnostic) -> pregel_plugin_entry_fn_v1 {
        guard let symbol = dlsym(library, PluginFile.entry) else { throw PluginFaults.noEntry(file.path) }
        host_crash_know(symbol, host.idText.p, host.idText.n)
        host_release_loader_tables()
        return unsafeBitCast(symbol, to: pregel_plugin_entry_fn_v1.self)
    }

    /// Calls the entry, and checks the table that it returns.
    private func enter(
        _ entry: pregel_plugin_entry_fn_v1, _ host: PluginHost, _ file: PluginFile
    ) throws(Diagnostic) -> LoadedPlugin {
        let call = BorderCall(host, .load)
        let table = call.enter(.entry, node: pregel_str(), isShared: false) { entry(UnsafePointer(host.table), $0) }
        host_float_check()
        guard let table else {
            throw PluginFaults.refused(
                file.path, call.failure?.message ?? "its entry returned NULL and did not say why")
        }
        if let failure = call.failure { throw PluginFaults.refused(file.path, failure.message) }
        // What a plugin has put into its table may lead anywhere.
        let checked = host.visit(.entry) {
            Result { () throws(Diagnostic) in
                try TableCheck(path: file.path, manifest: file.manifest).check(table)
                return LoadedPlugin(file.manifest, host, table)
            }
        }
        return try checked.get()
    }

    /// Hands a plugin its configuration, once.
    private func configure(_ plugin: LoadedPlugin, _ file: PluginFile, _ config: Value?) throws(Diagnostic) {
        guard let config else { return }
        let id = plugin.manifest.identity.id
        let content = try file.sealed().sha256
        if let given = registry.configurations[content] {
            if given == config { return }
            throw PluginFaults.badConfig(
                id, ["the plugin is configured otherwise already; a process has one of each plugin"])
        }
        guard let configure = plugin.table.pointee.configure else {
            throw PluginFaults.badConfig(id, ["the plugin takes no configuration; take \"config\" out of its entry"])
        }
        let call = BorderCall(plugin.host, .load)
        let status = call.enter(.configure, node: pregel_str(), isShared: false) { number in
            withUnsafePointer(to: config.raw) { configure(UnsafePointer(plugin.host.table), number, $0) }
        }
        OwnProcess.restore(after: plugin.host)
        if let refusal = call.refusal(status) { throw PluginFaults.badConfig(id, [refusal.message]) }
        registry.configurations[content] = config
    }

    /// Has all plugins join their own threads, but for those that have an instance left. For the end of the process:
    /// plugins cannot be used after it.
    ///
    /// - Parameter each: Is called before each of them.
    package static func shutDown(each: () -> Void = {}) {
        PendingCancels.shared.settle(within: 1_000_000_000)
        let plugins = PluginRegistry.shared.lock.withLock {
            PluginRegistry.shared.plugins.values.compactMap { try? $0.get() }
        }
        settle(plugins, within: 1_000_000_000)
        for plugin in plugins where plugin.host.instances.load(ordering: .acquiring) == 0 {
            each()
            if let shutdown = plugin.table.pointee.shutdown { plugin.host.visit(.shutdown, shutdown) }
        }
    }

    /// Waits until no instance is left, at most so many nanoseconds: a thread that has told what came of a call holds what it was
    /// for a moment longer. One that does not come back from its call keeps it for good.
    private static func settle(_ plugins: [LoadedPlugin], within limit: Int64) {
        let (alarm, end) = (TimedCondition(), TimerThread.now + limit)
        while TimerThread.now < end, plugins.contains(where: { $0.host.instances.load(ordering: .acquiring) > 0 }) {
            alarm.withLock { alarm.wait(until: TimerThread.now + 1_000_000) }
        }
    }

    /// The version that plugins see.
    package static let hostVersion = "0.1.0"
}

extension LoadedPlugin {
    /// An instance of a node.
    ///
    /// - Parameter asked: Whose configuration it is, for what is told of it.
    package func node(_ name: String, config: Value, for asked: ConfigOwner? = nil) throws(Diagnostic) -> any NodeBody {
        guard let table = nodes[name] else { throw PluginFaults.notThere(host.id, .node, name) }
        return PluginNode(table, try instance(table, config, asked))
    }

    /// An instance of a router.
    package func router(
        _ name: String, config: Value, for asked: ConfigOwner? = nil
    ) throws(Diagnostic) -> any RouterBody {
        guard let table = routers[name] else { throw PluginFaults.notThere(host.id, .router, name) }
        return PluginRouter(table, try instance(table, config, asked))
    }

    /// An instance of a reducer.
    package func reducer(
        _ name: String, config: Value, for asked: ConfigOwner? = nil
    ) throws(Diagnostic) -> any ReducerBody {
        guard let table = reducers[name] else { throw PluginFaults.notThere(host.id, .reducer, name) }
        return PluginReducer(table, try instance(table, config, asked))
    }

    /// Makes an instance: of any component, for each begins with the shared part.
    private func instance<T>(
        _ table: UnsafePointer<T>, _ config: Value, _ asked: ConfigOwner?
    ) throws(Diagnostic) -> ComponentInstance {
        let component = UnsafeRawPointer(table).assumingMemoryBound(to: pregel_component_v1.self)
        let config = try fitting(config, component, asked)
        do throws(Failure) {
            return try ComponentInstance(component, config, host)
        } catch {
            var told = PluginFaults.make(
                "plugin.create",
                "the component \"\(component.pointee.name.string)\" of the plugin \"\(host.id)\" could not be made",
                notes: [Wording.clean(error.message)],
                fix: error.kind == CallAnswer.contractKind
                    ? "mend the plugin, or tell its author" : "correct its configuration")
            if let pointer = error.detail?["pointer"]?.string { told.location = asked?.location(pointer) }
            throw told
        }
    }

    /// A configuration with the defaults of the schema that the loaded component has, where the identity has none.
    private func fitting(
        _ config: Value, _ component: UnsafePointer<pregel_component_v1>, _ asked: ConfigOwner?
    ) throws(Diagnostic) -> Value {
        let text = component.pointee.config_schema
        guard text.n != 0 else { return config }
        let schema: JSONSchema
        switch host.visit(.entry, { TableSchema.read(text) }) {
        case .success(let read): schema = read.schema
        case .failure(let fault): throw PluginFaults.tableSchema(host.id, component.pointee.name.string, fault.reason)
        }
        let complete = schema.fillingDefaults(config)
        let faults = schema.validate(complete)
        if let asked, let fault = asked.fault(faults) { throw fault }
        guard faults.isEmpty else {
            throw PluginFaults.make(
                "plugin.config", "the configuration of \"\(component.pointee.name.string)\" does not fit its schema",
                notes: faults.map { "config\($0.pointer): \($0.message)" }, fix: nil)
        }
        return complete
    }
}
