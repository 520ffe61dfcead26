import PregelDiagnostics
@testable import PregelManifest
import PregelValues
import Testing

/// Loads a manifest from a text; its nested ones from a dictionary.
func load(_ text: String, files: [String: String] = [:]) throws(DiagnosticsError) -> Manifest {
    try ManifestLoader(files: MemoryFiles(files)).load(Array(text.utf8), name: "graph.json", folder: "")
}

@Suite struct ManifestLoaderTests {
    @Test func `a small manifest has all defaults`() throws {
        let manifest = try load(
            """
            {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {"a": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"}]}
            """)
        #expect(manifest.name == "g")
        #expect(manifest.limits == Limits())
        #expect(manifest.limits.recursionLimit == 25)
        #expect(manifest.durability == .async)
        #expect(manifest.inputChannels == ["x"])
        #expect(manifest.outputChannels == ["x"])
        #expect(manifest.warnings == [])
        let channel = try #require(manifest.channels.first)
        guard case .lastValue = channel.kind else { throw Unexpected("\(channel.kind)") }
        let node = try #require(manifest.nodes.first)
        #expect(node.component?.name == ComponentName(alias: "std", name: "pass"))
        #expect(node.component?.config == .object([]))
        #expect(node.retry == [])
        #expect(node.input == nil && node.destinations == nil && !node.isDeferred)
        #expect(node.place.pointer == "/nodes/a")
        guard case .plain(from: nil, let to, _) = manifest.edges[0] else { throw Unexpected("an edge") }
        #expect(to == [.node("a")])
    }

    @Test func `every key of a manifest is read`() throws {
        let manifest = try load(Self.everything)
        let text = try #require(manifest.plugins.first { $0.alias == "text" })
        #expect(text.source == .identity("org.example.text"))
        #expect(text.isolation == .process)
        #expect(text.require?.contains(SemanticVersion(1, 4, 0)) == true)
        #expect(text.sha256 == String(repeating: "ab", count: 32))
        #expect(text.config?["lang"]?.string == "en")
        #expect(text.grants.network && !text.grants.subprocess)
        #expect(text.grants.filesystem == ["/tmp"] && text.grants.environment == ["HOME"])
        #expect(manifest.plugins.first { $0.alias == "short" }?.source == .path("libshort.so"))
        #expect(manifest.input == ["n"] && manifest.output == ["log", "n"])
        #expect(manifest.interrupts.before == .all)
        #expect(manifest.interrupts.after == .nodes(["work"]))
        #expect(manifest.limits.maxConcurrency == 4 && manifest.limits.stepTimeout == 1.5)
        #expect(manifest.durability == .sync)
        #expect(manifest.checkpointer?.name.description == "std.memory")
        #expect(manifest.cache?.name.description == "text.cache")
        #expect(manifest.store?.config["size"]?.int == 3)
        #expect(manifest.events.map(\.name.description) == ["std.progress", "text.spans"])
        #expect(manifest.metadata["team"]?.string == "a")
        #expect(manifest.extras["x-owner"]?.string == "me")
        #expect(manifest.description == "all of it")
    }

    @Test func `every kind of channel is read`() throws {
        let channels = try load(Self.everything).channels
        func kind(_ name: String) throws -> ChannelDeclaration.Kind {
            try #require(channels.first { $0.name == name }).kind
        }
        guard case .reduce(.builtIn(.append), let empty?) = try kind("log") else { throw Unexpected("log") }
        #expect(empty == .array([]))
        guard case .reduce(.builtIn(.sum), let ten?) = try kind("total") else { throw Unexpected("total") }
        #expect(ten == 10)
        guard case .reduce(.builtIn(.max), nil) = try kind("most") else { throw Unexpected("most") }
        guard case .reduce(.component(let own), nil) = try kind("own") else { throw Unexpected("own") }
        #expect(own.name.description == "text.join" && own.config["sep"]?.string == ",")
        guard case .topic(accumulate: true) = try kind("topic") else { throw Unexpected("topic") }
        guard case .ephemeral(guarded: false) = try kind("short") else { throw Unexpected("short") }
        guard case .anyValue = try kind("any") else { throw Unexpected("any") }
        guard case .untracked(guarded: true) = try kind("secret") else { throw Unexpected("secret") }
        #expect(channels.first { $0.name == "n" }?.schema?.accepts(3) == true)
        #expect(channels.first { $0.name == "n" }?.schema?.accepts("3") == false)
    }

    @Test func `every key of a node is read`() throws {
        let nodes = try load(Self.everything).nodes
        let work = try #require(nodes.first { $0.name == "work" })
        #expect(work.input == ["n"])
        #expect(work.retry.map(\.maxAttempts) == [5, 3])
        #expect(work.retry[0].retryOn == .kinds(["TimeoutError"]) && work.retry[1].retryOn == .all)
        #expect(work.retry[0].initialInterval == 0 && work.retry[1].initialInterval == 0.5)
        #expect(work.timeout?.idle == 2 && work.timeout?.refreshOn == .heartbeat && work.timeout?.run == nil)
        #expect(work.cache == CachePolicy(ttl: 60, key: ["n"]))
        #expect(work.isDeferred)
        #expect(work.onError?.name.description == "text.note")
        #expect(work.destinations == ["sub", "END"])
        #expect(work.metadata["x"]?.int == 1)
        let sub = try #require(nodes.first { $0.name == "sub" }?.nested)
        #expect(sub.persistence == .own && sub.runner == .sync && sub.path == nil)
        #expect(sub.map == NestedGraph.MapOver(over: ["n"], mode: .product))
        #expect(sub.manifest.name == "inner")
        #expect(sub.manifest.plugins.map(\.alias) == ["text", "short"], "an inline graph has its parent's plugins")
    }

    @Test func `every kind of edge is read`() throws {
        let edges = try load(Self.everything).edges
        guard case .plain(from: nil, let first, _) = edges[0], case .join(let from, let to, let place) = edges[1],
            case .conditional(from: "work", .expression(let source), .table(let rows), _) = edges[2],
            case .conditional(from: "sub", .component(let router), .list(let list), _) = edges[3],
            case .conditional(from: nil, .expression, .any, _) = edges[4],
            case .plain(from: "work", _, _) = edges[5]
        else { throw Unexpected("\(edges)") }
        #expect(first == [.node("work"), .node("sub")])
        #expect(from == ["work", "sub"] && to == [.end])
        #expect(place.pointer == "/edges/1")
        #expect(source["var"]?.string == "n")
        #expect(rows.map(\.result) == ["true", "false"] && rows.map(\.target) == [.node("sub"), .end])
        #expect(router.name.description == "text.route")
        #expect(list == [.node("work"), .end])
    }

    @Test func `the schema for editors accepts all of it`() throws {
        let schema = try JSONSchema(json(ManifestSchema.text))
        #expect(try schema.validate(json(Self.everything)) == [])
    }

    @Test func `a graph without edges is wired by names`() throws {
        let manifest = try load(Self.flow)
        guard case .dataflow = manifest.wiring else { throw Unexpected("edges") }
        let dataflow = Dataflow(manifest)
        #expect(dataflow.requiredInput == ["x"])
        #expect(dataflow.readers["y"] == ["b", "c"])
        #expect(dataflow.writers["y"] == ["a"])
        #expect(dataflow.conflicts == [], "c writes after b")
        #expect(manifest.nodes[0].inputs == [NodeDeclaration.Port(name: "in", channel: "x")])
    }

    static let flow = """
        {"version": 1, "name": "flow", "input": ["x"], "state": {"x": {}, "y": {}, "z": {}},
         "nodes": {
           "a": {"use": "std.pass", "inputs": {"in": "x"}, "outputs": {"out": "y"}},
           "b": {"use": "std.pass", "inputs": {"in": "y"}, "outputs": {"out": "z"}},
           "c": {"use": "std.pass", "inputs": {"in": "y", "more": "z"}, "outputs": {"out": "z"}}}}
        """

    static let everything = """
        {
          "$schema": "manifest.schema.json", "version": 1, "name": "all", "description": "all of it", "x-owner": "me",
          "plugins": {
            "text": {
              "plugin": "org.example.text", "require": ">=1.2 <2", "config": {"lang": "en"}, "isolation": "process",
              "sha256": "\(String(repeating: "AB", count: 32))",
              "grants": {"network": true, "filesystem": ["/tmp"], "environment": ["HOME"], "subprocess": false}
            },
            "short": "libshort.so"
          },
          "state": {
            "log": {"channel": "reduce", "reducer": "append", "description": "what happened"},
            "total": {"channel": "reduce", "reducer": "sum", "initial": 10},
            "most": {"channel": "reduce", "reducer": "max"},
            "own": {"channel": "reduce", "reducer": {"use": "text.join", "config": {"sep": ","}}},
            "brief": {"channel": "reduce", "reducer": "text.join"},
            "topic": {"channel": "topic", "accumulate": true},
            "short": {"channel": "ephemeral", "guard": false},
            "any": {"channel": "any_value"},
            "secret": {"channel": "untracked"},
            "n": {"schema": {"type": "integer"}}
          },
          "input": ["n"], "output": ["log", "n"],
          "nodes": {
            "work": {
              "use": "text.split", "config": {"sep": " "}, "input": ["n"],
              "retry": [
                {"max_attempts": 5, "initial_interval": 0, "backoff_factor": 1, "max_interval": 9, "jitter": false,
                 "retry_on": ["TimeoutError"]},
                {"retry_on": "*"}
              ],
              "timeout": {"idle": 2, "refresh_on": "heartbeat"}, "cache": {"ttl": 60, "key": ["n"]}, "defer": true,
              "on_error": {"use": "text.note"}, "destinations": ["sub", "END"], "metadata": {"x": 1}
            },
            "sub": {
              "graph": {
                "name": "inner", "state": {"n": {}}, "nodes": {"in": {"use": "short.run", "timeout": 0.5, "cache": {"ttl": null}}},
                "edges": [{"from": "START", "to": "in"}]
              },
              "persistence": "own", "runner": "sync", "map": {"over": ["n"], "mode": "product"}
            }
          },
          "edges": [
            {"from": "START", "to": ["work", "sub"]},
            {"from": ["work", "sub"], "to": "END"},
            {"from": "work", "route": {"expr": {"var": "n"}}, "targets": {"true": "sub", "false": "END"}},
            {"from": "sub", "route": {"use": "text.route", "config": {}}, "targets": ["work", "END"]},
            {"from": "START", "route": {"expr": "work"}},
            {"from": ["work"], "to": "work"}
          ],
          "interrupts": {"before": "*", "after": ["work"]},
          "limits": {"recursion_limit": 10, "max_concurrency": 4, "step_timeout": 1.5},
          "durability": "sync",
          "checkpointer": {"use": "memory"}, "cache": {"use": "text.cache"},
          "store": {"use": "std.memory", "config": {"size": 3}},
          "events": [{"use": "progress"}, {"use": "text.spans", "config": {}}],
          "metadata": {"team": "a"}
        }
        """
}

/// What a test did not count on.
struct Unexpected: Error {
    let what: String

    init(_ what: String) { self.what = what }
}
