import PregelEngine
import PregelValues
import Testing

/// Items that outlive threads (STO-1, STO-2); what is found is what LangGraph finds.
@Suite struct StoreRulesTests {
    /// Items in three namespaces.
    private func filled() throws -> MemoryStore {
        let store = MemoryStore()
        try store.put(["a", "b"], "k1", ["n": 1, "o": ["x": 1, "y": 2], "l": [1, ["p": 1, "q": 2]]])
        try store.put(["a"], "k2", ["n": 2])
        try store.put(["a", "c"], "k3", ["n": 3.0])
        try store.put(["a", "b"], "k0", ["n": 0])
        return store
    }

    private func keys(_ store: MemoryStore, _ query: StoreQuery) throws -> [String] {
        try store.search(query).map(\.key)
    }

    @Test func `an item is got, replaced where it is, and deleted by a null`() throws {  // STO-1
        let store = try filled()
        let item = try #require(try store.get(["a"], "k2"))
        #expect(item.namespace == ["a"] && item.key == "k2" && item.value == ["n": 2])
        #expect(item.createdAt == item.updatedAt && item.createdAt > 1_600_000_000_000_000_000)
        #expect(try store.get(["a"], "k1") == nil && store.get(["nope"], "k2") == nil)
        try store.put(["a", "b"], "k1", ["n": 7])
        #expect(try keys(store, StoreQuery(["a", "b"])) == ["k1", "k0"])
        try store.put(["a", "b"], "k1", .null)
        try store.put(["a", "b"], "k1", ["n": 8])
        #expect(try keys(store, StoreQuery(["a", "b"])) == ["k0", "k1"])
        try store.delete(["a", "b"], "k0")
        try store.delete(["a", "b"], "nope")
        #expect(try store.search(StoreQuery(["a", "b"])).map(\.value) == [["n": 8]])
    }

    @Test(arguments: [[], [""], ["a", ""], ["a.b"], ["a\0"], ["langgraph"], ["langgraph", "a"]])
    func `a namespace that cannot be is refused when something is put there`(namespace: [String]) throws {  // STO-1
        let store = MemoryStore()
        let failure = #expect(throws: Failure.self) { try store.put(namespace, "k", [:]) }
        #expect(failure?.code == .nodeError && failure?.kind == "InvalidNamespaceError")
        #expect(failure?.isTransient == false)
        #expect(try store.listNamespaces() == [])
        // Whoever only looks is refused wrong labels alone.
        let looks: [(MemoryStore) throws -> Void] = [
            { _ = try $0.get(namespace, "k") }, { try $0.delete(namespace, "k") },
            { _ = try $0.search(StoreQuery(namespace)) },
            { _ = try $0.listNamespaces(NamespaceQuery(prefix: namespace)) },
            { _ = try $0.listNamespaces(NamespaceQuery(suffix: namespace)) },
        ]
        let mayLook = namespace.isEmpty || namespace[0] == "langgraph"
        for look in looks {
            #expect(mayLook == ((try? look(store)) != nil))
        }
    }

    @Test func `an item is an object`() throws {  // STO-1
        for value in [[1], "text", 5] as [Value] {
            let failure = #expect(throws: Failure.self) { try MemoryStore().put(["a"], "k", value) }
            #expect(failure?.kind == "TypeError")
        }
        try MemoryStore().put(["langchain"], "", [:])
    }

    @Test func `a search goes through namespaces as they came, then through their keys`() throws {  // STO-2
        let store = try filled()
        #expect(try keys(store, StoreQuery([])) == ["k1", "k0", "k2", "k3"])
        #expect(try keys(store, StoreQuery(["a", "b"])) == ["k1", "k0"])
        #expect(try keys(store, StoreQuery(["z"])) == [] && keys(store, StoreQuery(["a", "b", "c"])) == [])
        #expect(try keys(store, StoreQuery(["a"], limit: 2)) == ["k1", "k0"])
        #expect(try keys(store, StoreQuery(["a"], limit: 2, offset: 1)) == ["k0", "k2"])
        for number in 0..<20 { try store.put(["many"], "\(number)", [:]) }
        #expect(try keys(store, StoreQuery(["many"], text: "ignored")).count == 10)
    }

    @Test(
        arguments: [
            (["n": 1], ["k1"]), (["n": ["$gt": 1]], ["k2", "k3"]), (["n": ["$gte": 1, "$lt": 3]], ["k1", "k2"]),
            (["n": ["$ne": 1]], ["k0", "k2", "k3"]), (["n": ["$eq": 3]], ["k3"]), (["n": ["$lte": "1"]], ["k1", "k0"]),
            (["o": ["x": 1]], ["k1"]), (["o": ["x": 2]], []), (["o": [:]], ["k1"]), (["o": ["x": ["$gt": 0]]], ["k1"]),
            (["l": [1, ["p": 1]]], ["k1"]), (["l": [1]], []), (["o": 5], []), (["n": ["x": 1]], []),
            (["nope": .null], ["k1", "k0", "k2", "k3"]), (["nope": ["$ne": 1]], ["k1", "k0", "k2", "k3"]),
            ([:], ["k1", "k0", "k2", "k3"]), (["n": 1, "o": ["x": 2]], []),
        ] as [(Value, [String])])
    func `a filter names what an item must have`(filter: Value, found: [String]) throws {  // STO-2
        let store = try filled()
        #expect(try keys(store, StoreQuery(["a"], filter: filter)) == found)
        #expect(
            try keys(store, StoreQuery(["a"], filter: filter, limit: 1, offset: 1))
                == Array(found.dropFirst().prefix(1)))
    }

    @Test(
        arguments: [
            (["n": ["$in": [1]]], "ValueError"), (["n": ["$gt": 0, "a": 1]], "ValueError"),
            (["nope": ["$gt": 0]], "TypeError"), (["n": ["$gt": "x"]], "ValueError"),
        ] as [(Value, String)])
    func `a filter that cannot be answered is refused`(filter: Value, kind: String) throws {  // STO-2
        let store = try filled()
        let failure = #expect(throws: Failure.self) { try store.search(StoreQuery(["a"], filter: filter)) }
        #expect(failure?.kind == kind)
    }

    @Test func `namespaces are listed sorted, by how they begin and end, cut and once each`() throws {  // STO-2
        let store = try filled()
        for namespace in [["u", "2", "n"], ["u", "2", "m"], ["u", "1", "m"]] { try store.put(namespace, "k", [:]) }
        func list(_ query: NamespaceQuery) throws -> [String] {
            try store.listNamespaces(query).map { $0.joined(separator: "/") }
        }
        #expect(try list(NamespaceQuery()) == ["a", "a/b", "a/c", "u/1/m", "u/2/m", "u/2/n"])
        #expect(try list(NamespaceQuery(suffix: ["m"])) == ["u/1/m", "u/2/m"])
        #expect(try list(NamespaceQuery(prefix: ["u", "*", "m"])) == ["u/1/m", "u/2/m"])
        #expect(try list(NamespaceQuery(suffix: ["*", "n"])) == ["u/2/n"])
        #expect(try list(NamespaceQuery(prefix: ["u"], suffix: ["n"])) == ["u/2/n"])
        #expect(try list(NamespaceQuery(maxDepth: 1)) == ["a", "u"])
        #expect(try list(NamespaceQuery(prefix: ["u"], maxDepth: 2)) == ["u/1", "u/2"])
        #expect(try list(NamespaceQuery(limit: 2, offset: 1)) == ["a/b", "a/c"])
        try store.delete(["a", "c"], "k3")
        #expect(try list(NamespaceQuery(prefix: ["a"])) == ["a", "a/b", "a/c"])
    }

    @Test func `names are told apart by their bytes`() throws {  // STO-2
        let store = MemoryStore()
        try store.put(["\u{E9}"], "k", ["n": 1])
        try store.put(["e\u{301}"], "k", ["n": 2])
        #expect(try store.get(["\u{E9}"], "k")?.value == ["n": 1])
        #expect(try store.listNamespaces().count == 2)
    }

    @Test func `nodes have the run's store, those of nested graphs too`() throws {  // RTM-1, SUB-5, STO-1
        var inner = StateGraph("inner")
        inner.addNode("i") { task in
            try task.store?.put(["seen"], task.node, ["in": Value(task.ids.graph)])
        }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph("g")
        graph.addChannel("count")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addNode("a") { task in
            try task.write("count", Value(try task.store?.search(StoreQuery(["seen"])).count ?? -1))
        }
        graph.addPath(StateGraph.start, "sub", "a")
        let compiled = try graph.compile()
        var options = RunOptions()
        #expect(compiled.run([:], options: options).output == ["count": -1])
        let store = MemoryStore()
        options.store = store
        #expect(compiled.run([:], options: options).output == ["count": 1])
        #expect(try store.get(["seen"], "i")?.value == ["in": "inner"])
    }

    @Test func `what a store refuses fails the node`() throws {  // STO-1
        var graph = StateGraph("g")
        graph.addNode("a") { try $0.store?.put([], "k", [:]) }
        graph.addPath(StateGraph.start, "a")
        var options = RunOptions()
        options.store = MemoryStore()
        let failure = try graph.compile().run([:], options: options).failure
        #expect(failure?.code == .nodeError && failure?.kind == "InvalidNamespaceError" && failure?.node == "a")
    }
}
