import CPregelABI
import PregelDiagnostics
import PregelFlags
import PregelManifest
import PregelValues

/// Checks the table that a plugin's entry returned: before any other field is read its head, then that nothing is missing,
/// then that it is what the identity says.
struct TableCheck {
    let path: String
    let manifest: PluginManifest

    /// - Throws: The first thing that is wrong; disagreements all at once.
    func check(_ table: UnsafePointer<pregel_plugin_v1>) throws(Diagnostic) {
        try checkHead(table.pointee.head)
        let minor = Int(table.pointee.min_host_minor)
        guard minor <= Int(PREGEL_ABI_MINOR) else {
            throw PluginFaults.abi(
                path, needs: "\(PREGEL_ABI_MAJOR).\(minor)", has: "\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR)",
                fix: "use a newer pregel-host, or a plugin that needs less")
        }
        var faults: [String] = []
        compare("id", manifest.identity.id, table.pointee.id.string, &faults)
        compare("version", manifest.identity.version, table.pointee.version.string, &faults)
        let t = table.pointee
        if manifest.identity.configSchema != nil, t.configure == nil {
            faults.append("config_schema: the identity has one, but the table's configure is NULL")
        }
        check(t.nodes, t.n_nodes, .node, [("invoke", \.invoke)], &faults)
        check(t.routers, t.n_routers, .router, [("route", \.route)], &faults)
        check(t.reducers, t.n_reducers, .reducer, [("reduce", \.reduce)], &faults)
        check(t.processors, t.n_processors, .processor, [("on_events", \.on_events), ("flush", \.flush)], &faults)
        check(
            t.checkpointers, t.n_checkpointers, .checkpointer,
            [
                ("get", \.get), ("list", \.list), ("put", \.put), ("put_writes", \.put_writes),
                ("delete_thread", \.delete_thread), ("copy_thread", \.copy_thread), ("prune", \.prune),
            ], &faults)
        check(t.caches, t.n_caches, .cache, [("get", \.get), ("put", \.put), ("clear", \.clear)], &faults)
        check(
            t.stores, t.n_stores, .store,
            [("get", \.get), ("put", \.put), ("search", \.search), ("list_namespaces", \.list_namespaces)], &faults)
        if !faults.isEmpty { throw PluginFaults.disagrees(path, faults) }
    }

    private func checkHead(_ head: pregel_head) throws(Diagnostic) {
        func hex(_ number: UInt32) -> String { "0x" + String(number, radix: 16, uppercase: true) }
        guard head.magic == PREGEL_ABI_MAGIC else {
            throw PluginFaults.table(
                path, "plugin.magic", "magic number", expected: hex(PREGEL_ABI_MAGIC), found: hex(head.magic),
                fix: "return a pregel_plugin_v1 whose head.magic is PREGEL_ABI_MAGIC")
        }
        guard head.major == UInt16(PREGEL_ABI_MAJOR) else {
            throw PluginFaults.abi(
                path, needs: "\(head.major).\(head.minor)", has: "\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR)",
                fix: "build the plugin against ABI \(PREGEL_ABI_MAJOR), or use the pregel-host that it was built for")
        }
        let size = MemoryLayout<pregel_plugin_v1>.size
        guard head.size >= size else {
            throw PluginFaults.table(
                path, "plugin.size", "table size", expected: "\(size) bytes or more", found: "\(head.size) bytes",
                fix: "set head.size to sizeof(pregel_plugin_v1)")
        }
    }

    private func compare(_ what: String, _ expected: String, _ found: String, _ faults: inout [String]) {
        if expected != found { faults.append("\(what): the identity says \"\(expected)\", the table \"\(found)\"") }
    }

    /// Checks all components of a kind; every one begins with a `pregel_component_v1`.
    private func check<T>(
        _ list: UnsafePointer<UnsafePointer<T>?>?, _ count: UInt32, _ kind: ComponentKind,
        _ functions: [(name: String, path: PartialKeyPath<T>)], _ faults: inout [String]
    ) {
        let declared = manifest.identity.components.filter { $0.kind == kind }
        guard count <= 4096, list != nil || count == 0 else {
            faults.append("\(kind.rawValue)s: the table's list is NULL, or too long (\(count))")
            return
        }
        // Far more than there can be: what is behind the list's end is no table.
        guard Int(count) <= 2 * declared.count + 8 else {
            faults.append("\(kind.rawValue)s: the table says that it has \(count), the identity has \(declared.count)")
            return
        }
        var found: Set<String> = []
        for index in 0..<Int(count) {
            guard let entry = list?[index] else {
                faults.append("\(kind.rawValue) \(index): the table has NULL")
                continue
            }
            let raw = UnsafeRawPointer(entry)
            let component = raw.assumingMemoryBound(to: pregel_component_v1.self).pointee
            let name = component.name.string
            if !found.insert(name).inserted { faults.append("\(kind.rawValue) \"\(name)\": stands twice in the table") }
            guard component.size >= MemoryLayout<T>.size else {
                faults.append(
                    "\(kind.rawValue) \"\(name)\": its size is \(component.size), not \(MemoryLayout<T>.size)")
                continue
            }
            let shared: [(name: String, path: PartialKeyPath<pregel_component_v1>)] = [
                ("create", \.create), ("destroy", \.destroy),
            ]
            let places =
                shared.map { (name: $0.name, offset: MemoryLayout<pregel_component_v1>.offset(of: $0.path)) }
                + functions.map { (name: $0.name, offset: MemoryLayout<T>.offset(of: $0.path)) }
            for place in places where place.offset.map({ raw.load(fromByteOffset: $0, as: UInt.self) }) == 0 {
                faults.append("\(kind.rawValue) \"\(name)\": a function that must be there is NULL: \(place.name)")
            }
            guard let info = declared.first(where: { $0.name == name }) else {
                faults.append("\(kind.rawValue) \"\(name)\": the table has it, the identity does not")
                continue
            }
            agree(info, component, &faults)
        }
        for info in declared where !found.contains(info.name) {
            faults.append("\(kind.rawValue) \"\(info.name)\": the identity has it, the table does not")
        }
    }

    private func agree(_ info: ComponentInfo, _ component: pregel_component_v1, _ faults: inout [String]) {
        if info.kind == .node, info.flags.rawValue != component.flags {
            faults.append(
                "node \"\(info.name)\": the identity's flags are \(NodeFlag.words(info.flags.rawValue)), the table's "
                    + NodeFlag.words(component.flags))
        }
        // What was read from the source is no promise: `plugin check` compares it.
        guard component.config_schema.n > 0, !manifest.isDerived(info), let declared = info.configSchema else { return }
        let schema = try? Value(json: component.config_schema.bytes)
        if schema != declared {
            faults.append(
                "\(info.kind.rawValue) \"\(info.name)\": the config_schema of the identity and the table differ")
        }
    }
}
