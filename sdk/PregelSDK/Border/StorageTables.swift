internal import CPregelABI
internal import PregelValues

// The tables of storage components.

extension TableMaker {
    func checkpointer(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_checkpointer_v1 {
        pregel_checkpointer_v1(
            component: component,
            get: { instance, host, id, key in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.answer {
                    guard let found = try storage.get(CheckpointKey(key.pointee)) else { return false }
                    try call.give([found])
                    return true
                }
            },
            list: { instance, host, id, key, filter in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform {
                    let filter = try filter.map { try Value(copying: $0) }
                    try call.give(storage.list(CheckpointKey(key.pointee), filter: filter))
                }
            },
            put: { instance, host, id, checkpoint in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform { try storage.put(Checkpoint(checkpoint.pointee)) }
            },
            put_writes: { instance, host, id, writes in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform { try storage.put(TaskWrites(writes.pointee)) }
            },
            delete_thread: { instance, host, id, thread in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform { try storage.deleteThread(thread.string) }
            },
            copy_thread: { instance, host, id, thread, newThread in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform { try storage.copyThread(thread.string, to: newThread.string) }
            },
            prune: { instance, host, id, thread, keep, age in
                let (storage, call) = TableMaker.checkpointer(instance, host, id)
                return call.perform {
                    try storage.prune(
                        thread: thread.n == 0 ? nil : thread.string, keep: Int(keep),
                        maxAge: age > 0 ? .nanoseconds(age) : nil)
                }
            },
            reserved: (nil, nil, nil, nil))
    }

    func cache(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_cache_v1 {
        pregel_cache_v1(
            component: component,
            get: { instance, host, id, ns, count, key in
                let call = StorageCall(host: host, id: id)
                return call.answer {
                    let cache = ComponentBox.of(instance, as: CacheBox.self).cache
                    guard let bytes = try cache.get(StorageCall.parts(ns, count), key.string) else { return false }
                    try call.give(.bytes(bytes))
                    return true
                }
            },
            put: { instance, host, id, ns, count, key, bytes, lifetime in
                StorageCall(host: host, id: id).perform {
                    try ComponentBox.of(instance, as: CacheBox.self).cache.put(
                        StorageCall.parts(ns, count), key.string, Array(bytes.bytes),
                        lifetime: StorageCall.lifetime(lifetime))
                }
            },
            clear: { instance, host, id, ns, count in
                StorageCall(host: host, id: id).perform {
                    try ComponentBox.of(instance, as: CacheBox.self).cache.clear(StorageCall.parts(ns, count))
                }
            },
            reserved: (nil, nil, nil, nil))
    }

    func store(_ component: pregel_component_v1, _ entry: ComponentEntry) -> pregel_store_component_v1 {
        pregel_store_component_v1(
            component: component,
            get: { instance, host, id, ns, count, key in
                let call = StorageCall(host: host, id: id)
                return call.answer {
                    let store = ComponentBox.of(instance, as: StoreBox.self).store
                    guard let item = try store.get(StorageCall.parts(ns, count), key.string) else { return false }
                    try call.give(Value(encoding: item))
                    return true
                }
            },
            put: { instance, host, id, ns, count, key, value, lifetime in
                StorageCall(host: host, id: id).perform {
                    try ComponentBox.of(instance, as: StoreBox.self).store.put(
                        StorageCall.parts(ns, count), key.string, value.map { try Value(copying: $0) },
                        lifetime: StorageCall.lifetime(lifetime))
                }
            },
            search: { instance, host, id, query in
                let call = StorageCall(host: host, id: id)
                return call.perform {
                    let store = ComponentBox.of(instance, as: StoreBox.self).store
                    for item in try store.search(StoreQuery(query.pointee)) { try call.give(Value(encoding: item)) }
                }
            },
            list_namespaces: { instance, host, id, query, depth in
                let call = StorageCall(host: host, id: id)
                return call.perform {
                    let store = ComponentBox.of(instance, as: StoreBox.self).store
                    let found = try store.namespaces(StoreQuery(query.pointee), maxDepth: Int(depth))
                    for parts in found { try call.give(Value(encoding: parts)) }
                }
            },
            reserved: (nil, nil, nil, nil))
    }

    private static func checkpointer(
        _ instance: UnsafeMutableRawPointer?, _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call
    ) -> (any Checkpointer, StorageCall) {
        (ComponentBox.of(instance, as: CheckpointerBox.self).checkpointer, StorageCall(host: host, id: call))
    }
}
