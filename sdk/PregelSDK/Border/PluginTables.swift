internal import CPregelABI
internal import PregelValues

/// Makes the C tables of a plugin. They live as long as the process.
enum PluginTables {
    static func make(_ plugin: Plugin, _ manifest: PluginManifest) -> pregel_plugin_v1 {
        let maker = TableMaker(plugin: plugin, manifest: manifest)
        var table = pregel_plugin_v1()
        table.head = pregel_head(
            magic: PREGEL_ABI_MAGIC, size: UInt32(MemoryLayout<pregel_plugin_v1>.size), major: UInt16(PREGEL_ABI_MAJOR),
            minor: UInt16(PREGEL_ABI_MINOR), reserved: 0)
        table.min_host_minor = manifest.minHostMinor
        table.id = Permanent.text(manifest.id)
        table.version = Permanent.text(manifest.version)
        (table.nodes, table.n_nodes) = maker.tables(.node, maker.node)
        (table.routers, table.n_routers) = maker.tables(.router, maker.router)
        (table.reducers, table.n_reducers) = maker.tables(.reducer, maker.reducer)
        (table.processors, table.n_processors) = maker.tables(.processor, maker.processor)
        (table.checkpointers, table.n_checkpointers) = maker.tables(.checkpointer, maker.checkpointer)
        (table.caches, table.n_caches) = maker.tables(.cache, maker.cache)
        (table.stores, table.n_stores) = maker.tables(.store, maker.store)
        table.configure = plugin.configure == nil ? nil : { PluginEntry.configure($0, $1, $2) }
        table.shutdown = plugin.shutdown == nil ? nil : { PluginEntry.shutdown() }
        return table
    }
}

/// Makes the tables of components.
struct TableMaker {
    let plugin: Plugin
    let manifest: PluginManifest

    /// The tables of one kind, in the order of `plugin.json`.
    func tables<Table>(
        _ kind: ComponentKind, _ make: (pregel_component_v1, ComponentEntry) -> Table
    ) -> (UnsafePointer<UnsafePointer<Table>?>?, UInt32) {
        var list: [UnsafePointer<Table>?] = []
        for declared in manifest.components where declared.kind == kind {
            guard let entry = plugin.components.first(where: { $0.kind == kind && $0.name == declared.name }) else {
                continue
            }
            let table = Permanent.place(make(component(declared, entry, MemoryLayout<Table>.size), entry))
            ComponentRegistry.shared.add(entry, at: table)
            list.append(table)
        }
        return (Permanent.list(list), UInt32(list.count))
    }

    private func component(
        _ declared: PluginManifest.Declaration, _ entry: ComponentEntry, _ size: Int
    ) -> pregel_component_v1 {
        // The schema of plugin.json is the truth; the derived one stands in for it.
        let schema = declared.hasSchema ? nil : entry.schema()
        return pregel_component_v1(
            size: UInt32(size), flags: declared.flags, name: Permanent.text(declared.name),
            description: Permanent.text(declared.description),
            config_schema: schema.map { Permanent.text($0.json()) } ?? pregel_str(),
            create: { ComponentRegistry.shared.create($0, $1, $2, $3, $4) },
            destroy: { instance in
                if let instance { Unmanaged<ComponentBox>.fromOpaque(instance).release() }
            })
    }

    func node(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_node_v1 {
        pregel_node_v1(
            component: component,
            invoke: { instance, host, task in
                ComponentBox.with(instance, as: NodeBox.self) { $0.invoke(host, task) }
            },
            cancel: entry.isAsync
                ? { instance, call in ComponentBox.of(instance, as: NodeBox.self).cancel(call) } : nil,
            reserved: (nil, nil, nil, nil))
    }

    func router(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_router_v1 {
        pregel_router_v1(
            component: component,
            route: { instance, host, task in
                ComponentBox.with(instance, as: RouterBox.self) { $0.route(host, task) }
            },
            reserved: (nil, nil, nil, nil))
    }

    func reducer(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_reducer_v1 {
        pregel_reducer_v1(
            component: component,
            reduce: { instance, host, call, current, update in
                ComponentBox.of(instance, as: ReducerBox.self).reduce(host, call, current, update)
            },
            reserved: (nil, nil, nil, nil))
    }

    func processor(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_processor_v1 {
        pregel_processor_v1(
            component: component, interests: entry.interests, queue_capacity: entry.queueCapacity, reserved0: 0,
            on_events: { instance, _, events, count, dropped in
                let batch = UnsafeBufferPointer(start: events, count: count)
                ComponentBox.of(instance, as: ProcessorBox.self).receive(batch, dropped: dropped)
            },
            flush: { instance, host, call, timeout in
                ComponentBox.of(instance, as: ProcessorBox.self).flush(host, call, timeout)
            },
            reserved: (nil, nil, nil, nil))
    }
}
