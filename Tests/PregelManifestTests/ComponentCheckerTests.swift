import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

@Suite struct ComponentCheckerTests {
    /// Checks a manifest with these nodes and edges.
    private func check(
        _ nodes: String, edges: String = #"{"from": "START", "to": "a"}"#, state: String = #""x": {}"#,
        plugins: String = #""text": "libtext.so""#
    ) throws -> CheckedManifest {
        let manifest = try load(
            """
            {
              "version": 1,
              "name": "g",
              "plugins": {\(plugins)},
              "state": {\(state)},
              "nodes": {\(nodes)},
              "edges": [\(edges)]
            }
            """)
        return checkComponents(manifest, TestCatalog())
    }

    private func told(_ checked: CheckedManifest) -> String { DiagnosticRenderer().render(checked.diagnostics) }

    @Test func `a configuration that fits gets its defaults, and the component its declaration`() throws {
        let checked = try check(#""a": {"use": "text.split", "config": {"sep": ","}}"#)
        #expect(checked.diagnostics == [])
        let use = try #require(checked.manifest.nodes[0].component)
        #expect(use.config == ["sep": ",", "limit": 10])
        #expect(use.info?.flags == [.pure, .serial])
        #expect(checked.manifest.plugins[0].config == ["lang": "en"])
        #expect(checked.plugins.map(\.identity.id) == ["org.example.text"])
    }

    @Test func `a configuration that does not fit is pointed at where it is wrong`() throws {
        let checked = try check(#""a": {"use": "text.split", "config": {"sep": "", "limt": 3, "limit": "3"}}"#)
        #expect(
            told(checked) == #"""
                error[component.bad-config]: the configuration of text.split: expected a string that is not empty, found ""
                  --> graph.json:6:58  (/nodes/a/config/sep)
                   |  "nodes": {"a": {"use": "text.split", "config": {"sep": "", "limt": 3, "limit": "3"}}},
                   |                                                         ^^

                error[component.bad-config]: the configuration of text.split: unknown key "limt"
                  --> graph.json:6:62  (/nodes/a/config/limt)
                   |  "nodes": {"a": {"use": "text.split", "config": {"sep": "", "limt": 3, "limit": "3"}}},
                   |                                                             ^^^^^^
                   = valid keys: limit, sep
                   = fix: write "limit"

                error[component.bad-config]: the configuration of text.split: expected a whole number, found "3"
                  --> graph.json:6:82  (/nodes/a/config/limit)
                   |  "nodes": {"a": {"use": "text.split", "config": {"sep": "", "limt": 3, "limit": "3"}}},
                   |                                                                                 ^^^
                """#)
    }

    @Test func `a configuration that is missing is asked for at the component`() throws {
        let checked = try check(#""a": {"use": "text.split"}"#)
        #expect(
            told(checked) == #"""
                error[component.bad-config]: the configuration of text.split: the key "sep" is missing
                  --> graph.json:6:18  (/nodes/a/config)
                   |  "nodes": {"a": {"use": "text.split"}},
                   |                 ^^^^^^^^^^^^^^^^^^^^^
                   = fix: add "sep"
                """#)
    }

    @Test func `a component that the plugin does not have is answered with the close one`() throws {
        let checked = try check(#""a": {"use": "text.splt"}"#)
        #expect(
            told(checked) == #"""
                error[component.unknown]: the plugin "text" (org.example.text 1.4.2) has no component "splt"
                  --> graph.json:6:26  (/nodes/a/use)
                   |  "nodes": {"a": {"use": "text.splt"}},
                   |                         ^^^^^^^^^^^
                   = nodes of "text": text.broken, text.charge, text.join, text.once, text.split, text.wander
                   = fix: write "text.split"
                """#)
        #expect(checked.diagnostics[0].exit == .plugin)
    }

    @Test func `a component of another kind is refused, one of the same name and the right kind is found`() throws {
        let wrong = try check(#""a": {"use": "text.route"}"#)
        #expect(wrong.diagnostics.map(\.code) == ["component.wrong-kind"])
        #expect(wrong.diagnostics[0].message == #""text.route" is a router, and a node is needed here"#)
        let router = try check(
            #""a": {"use": "text.join"}"#, edges: #"{"from": "START", "route": {"use": "text.join"}}"#)
        #expect(router.diagnostics.map(\.code) == ["component.wrong-kind"])
        let right = try check(
            #""a": {"use": "text.join"}"#, state: #""x": {"channel": "reduce", "reducer": "text.join"}"#)
        #expect(right.diagnostics == [])
        guard case .reduce(.component(let use), _) = right.manifest.channels[0].kind else { throw Unexpected("kind") }
        #expect(use.info?.kind == .reducer)
    }

    @Test func `a plugin that is not there is told once, whatever uses it`() throws {
        let checked = try check(
            #""a": {"use": "gone.a"}, "b": {"use": "gone.b", "on_error": {"use": "gone.c"}}"#,
            plugins: #""gone": "libgone.so""#)
        #expect(checked.diagnostics.map(\.code) == ["plugin.missing"])
        #expect(checked.diagnostics[0].location?.pointer == "/plugins/gone")
    }

    @Test(arguments: [(">=1.2 <2", true), ("^1.4", true), ("~1.3", false), (">=2", false), ("=1.4.2", true)])
    func `a plugin's version must be in the range`(range: String, isIn: Bool) throws {
        let checked = try check(
            #""a": {"use": "text.join"}"#,
            plugins: #""text": {"path": "libtext.so", "require": "\#(range)"}"#)
        #expect(checked.diagnostics.map(\.code) == (isIn ? [] : ["plugin.version-out-of-range"]))
        #expect(
            checked.diagnostics.allSatisfy { $0.location?.pointer == "/plugins/text/require" && $0.exit == .plugin })
    }

    @Test func `a plugin's own configuration is checked`() throws {
        let checked = try check(
            #""a": {"use": "text.join"}"#, plugins: #""text": {"path": "libtext.so", "config": {"lang": "fr"}}"#)
        #expect(checked.diagnostics.map(\.location?.pointer) == ["/plugins/text/config/lang"])
        #expect(checked.diagnostics[0].notes == [#"valid values: "en", "de""#])
    }

    @Test func `a schema that is none is the plugin's fault`() throws {
        let checked = try check(#""a": {"use": "text.broken"}"#)
        #expect(checked.diagnostics.map(\.code) == ["component.bad-schema"])
        #expect(checked.diagnostics[0].exit == .plugin)
    }

    @Test func `a component that must not stand in a cycle is refused in one`() throws {
        let nodes = #""a": {"use": "text.once"}, "b": {"use": "text.join"}, "c": {"use": "text.once"}"#
        let cycle = #"{"from": "START", "to": "a"}, {"from": "a", "to": ["b", "c"]}, {"from": "b", "to": "a"}"#
        let checked = try check(nodes, edges: cycle)
        #expect(checked.diagnostics.map(\.code) == ["component.acyclic"])
        #expect(checked.diagnostics.map(\.location?.pointer) == ["/nodes/a/use"])
        #expect(checked.diagnostics[0].notes == ["nodes in cycles: a, b"])
        let chain = #"{"from": "START", "to": "a"}, {"from": ["a", "b"], "to": "c"}"#
        #expect(try check(nodes, edges: chain).diagnostics == [])
        let open = #"{"from": "START", "to": "a"}, {"from": "b", "route": {"expr": "a"}}"#
        #expect(try check(nodes, edges: open).diagnostics == [], "b may go to itself; a leads nowhere")
    }

    @Test func `a node that may go anywhere by itself leads into every cycle`() throws {
        let edges = #"{"from": "START", "to": "a"}, {"from": "a", "to": "b"}"#
        let checked = try check(#""a": {"use": "text.once"}, "b": {"use": "text.wander"}"#, edges: edges)
        #expect(checked.diagnostics.map(\.code) == ["component.acyclic"])
        let bound = try check(
            #""a": {"use": "text.once"}, "b": {"use": "text.wander", "destinations": ["c"]}, "c": {"use": "text.join"}"#,
            edges: edges)
        #expect(bound.diagnostics == [])
    }

    @Test func `a component that must not be run again is refused with a retry policy, at any depth`() throws {
        let retry = #""retry": {"max_attempts": 3}"#
        #expect(try check(#""a": {"use": "text.charge"}"#).diagnostics == [])
        let checked = try check("\"a\": {\"use\": \"text.charge\", \(retry)}")
        #expect(checked.diagnostics.map(\.code) == ["component.once"])
        #expect(checked.diagnostics.map(\.location?.pointer) == ["/nodes/a/retry"])
        #expect(
            checked.diagnostics.map(\.message)
                == [#"the node "a" has a retry policy, and text.charge must not be run again"#])
        let inner = #"""
            {"version": 1, "name": "inner", "plugins": {"text": "libtext.so"}, "state": {"x": {}},
             "nodes": {"pay": {"use": "text.charge"}}, "edges": [{"from": "START", "to": "pay"}]}
            """#
        let nested = try check("\"a\": {\"graph\": \(inner), \(retry)}")
        #expect(nested.diagnostics.map(\.code) == ["component.once"])
        #expect(nested.diagnostics.first?.notes.first?.contains(#""pay" in it runs text.charge"#) == true)
    }

    @Test func `the built-in components' configurations are checked, with the names in them`() throws {
        let checked = try check(
            #"""
            "a": {"use": "std.set", "config": {"values": {"x": 1, "y": 2}}},
            "b": {"use": "std.goto", "config": {"expr": ["a", "bb"]}},
            "c": {"use": "std.interrupt", "config": {"value": "sure?", "into": "answer"}},
            "d": {"use": "std.send_each", "config": {"over": {"var": "x"}, "node": "aa"}},
            "e": {"use": "std.fail", "config": {"message": "no", "kind": ""}},
            "f": {"use": "std.set"}
            """#)
        #expect(
            checked.diagnostics.map { "\($0.code) \($0.location?.pointer ?? "")" } == [
                "manifest.unknown-channel /nodes/a/config/values/y",
                "manifest.unknown-node /nodes/b/config/expr/1",
                "manifest.unknown-channel /nodes/c/config/into",
                "manifest.unknown-node /nodes/d/config/node",
                "component.bad-config /nodes/e/config/kind",
                "component.bad-config /nodes/f/config",
            ])
        #expect(checked.manifest.nodes[3].component?.config["arg"] == ["var": "item"])
    }

    @Test func `expressions in the built-in components' configurations are checked`() throws {
        let checked = try check(
            #"""
            "a": {"use": "std.set", "config": {"values": {"x": {"obj": {"n": {"lit": {"if": 1, "b": 2}}}}}}},
            "b": {"use": "std.emit", "config": {"value": [{"catt": ["a", {"var": "x"}]}]}}
            """#)
        #expect(checked.diagnostics.map(\.location?.pointer) == ["/nodes/b/config/value/0/catt"])
        #expect(
            checked.diagnostics.map(\.message) == [
                #"the configuration of std.emit: "catt" is no operator of JsonLogic"#
            ])
        #expect(checked.diagnostics[0].fix == #"write "cat""#)
    }

    @Test func `checkpointer, cache, store and event processors are looked up by their kind`() throws {
        let manifest = try load(
            """
            {"version": 1, "name": "g", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}],
             "checkpointer": {"use": "memory"}, "cache": {"use": "std.memory"}, "store": {"use": "progress"},
             "events": [{"use": "jsonl"}, {"use": "progres"}]}
            """)
        let checked = checkComponents(manifest, TestCatalog())
        #expect(
            checked.diagnostics.map { "\($0.code) \($0.location?.pointer ?? "")" } == [
                "component.wrong-kind /store/use", "component.bad-config /events/0/config",
                "component.unknown /events/1/use",
            ])
        #expect(checked.diagnostics[2].fix == #"write "std.progress""#)
        #expect(checked.manifest.checkpointer?.info?.kind == .checkpointer)
        #expect(checked.manifest.cache?.info?.kind == .cache)
    }

    @Test func `each schema in the table of built-in components is one`() {
        for component in StandardComponents.identity.components {
            #expect(throws: Never.self) { try JSONSchema(component.configSchema ?? true) }
        }
    }
}
