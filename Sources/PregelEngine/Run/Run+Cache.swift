import PregelValues

/// Results of nodes that need not run again (CA-1 to CA-3).
extension Run {
    /// Takes results from the cache; of several tasks with one key the first alone (Q50).
    func takeCached() {
        guard graph.hasCachedNodes, let cache = options.cache else { return }
        var taken: Set<CacheKey> = []
        let path = cachePath
        for slot in slots.indices where slots[slot].status == .waiting {
            guard let key = cacheKey(of: slot, in: path) else { continue }
            slots[slot].cacheKey = key
            guard !taken.contains(key), let kept = kept(under: key, in: cache) else { continue }
            taken.insert(key)
            restore(slot, kept)
            record(slot) { $0.output = kept }
        }
    }

    /// Keeps the result of a task that has finished.
    func cache(_ slot: Int, _ effects: TaskEffects) {
        guard let key = slots[slot].cacheKey, let cache = options.cache, !slots[slot].isHandling else { return }
        var record = TaskRecord(key: self.key(of: slot))
        record.output = TaskOutput(effects)
        let ttl = graph.nodes[slots[slot].planned.node].options.cache?.ttl.map(nanoseconds)
        // A result that cannot be kept is only computed again.
        try? cache.put(SavedTask(record, key: graph.text(record.key), of: graph), key, ttl: ttl)
    }

    private func kept(under key: CacheKey, in cache: any NodeCache) -> TaskOutput? {
        do throws(Failure) {
            return try cache.get(key)?.record(for: graph)?.output
        } catch {
            return nil
        }
    }

    private func cacheKey(of slot: Int, in path: String) -> CacheKey? {
        let planned = slots[slot].planned
        let node = graph.nodes[planned.node]
        guard let policy = node.options.cache else { return nil }
        let input = planned.argument ?? input(of: planned.node)
        let text = (policy.key?(input) ?? input).json(.canonical)
        return CacheKey(
            node: path + "/" + Run.cacheName(node.name), identity: node.identityHash, input: XXH3.hash128(text).hex)
    }

    /// The way to the run's graph: by the names of nodes, for graphs of one name may be different ones. Without the tasks'
    /// ids, so that all runs of a nested graph share results.
    private var cachePath: String {
        guard let parent else { return Run.cacheName(graph.name) }
        return parent.run.cachePath + "/" + Run.cacheName(parent.run.name(of: parent.slot))
    }

    /// A name as a part of a path, which a "/" in it must not divide.
    private static func cacheName(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "~") }) else { return name }
        return String(JSONPointer([name]).description.dropFirst())
    }
}
