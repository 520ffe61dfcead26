import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

/// Names of channels and nodes in configurations and expressions.
@Suite struct ConfigNameTests {
    /// A plugin whose schemas say what its configurations name.
    private static let marked = PluginIdentity(
        id: "org.example.marked", version: "1.0.0",
        components: [
            ComponentInfo(
                name: "copy", kind: .node,
                configSchema: [
                    "type": "object", "additionalProperties": false,
                    "properties": [
                        "from": ["type": "string", "x-channel": "read", "default": "text"],
                        "to": ["type": "string", "x-channel": "write", "default": "copy"],
                        "also": ["type": "array", "items": ["type": "string"], "x-channel": "write"],
                        "by": ["$ref": "#/definitions/table"],
                        "next": ["type": "string", "x-node": true],
                        "when": ["x-expression": ["variables": ["now"]]],
                        "rest": [
                            "oneOf": [
                                ["type": "boolean"], ["type": "string", "x-channel": "write"],
                                [
                                    "type": "object", "required": ["kind"],
                                    "properties": [
                                        "kind": ["const": "each"],
                                        "names": ["type": "array", "items": ["x-channel": "read"]],
                                    ],
                                ],
                                [
                                    "type": "object", "required": ["kind"],
                                    "properties": [
                                        "kind": ["const": "none"], "names": true,
                                    ],
                                ],
                            ]
                        ],
                    ],
                    "definitions": ["table": ["type": "object", "propertyNames": ["x-channel": "read"]]],
                ]),
            ComponentInfo(name: "send", kind: .router),
        ])

    private func check(
        _ nodes: String, edges: String = #"{"from": "START", "to": "a"}"#,
        state: String = #""text": {}, "copy": {}, "score": {}"#
    ) throws -> [Diagnostic] {
        let manifest = try load(
            """
            {"version": 1, "name": "g", "plugins": {"m": "marked.so"}, "state": {\(state)}, "nodes": {\(nodes)},
             "edges": [\(edges)]}
            """)
        return checkComponents(manifest, TestCatalog(plugins: ["marked.so": Self.marked])).diagnostics
    }

    private func told(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { "\($0.severity) \($0.code) \($0.location?.pointer ?? "")" }
    }

    // MARK: Channels

    @Test(arguments: [
        (#"{"from": "tetx"}"#, ["error manifest.unknown-channel /nodes/a/config/from"]),
        (#"{"to": "coppy"}"#, ["error manifest.unknown-channel /nodes/a/config/to"]),
        (#"{"also": ["copy", "cop"]}"#, ["error manifest.unknown-channel /nodes/a/config/also/1"]),
        (#"{"by": {"text": 1, "tex": 2}}"#, ["error manifest.unknown-channel /nodes/a/config/by/tex"]),
        (#"{"rest": "scor"}"#, ["error manifest.unknown-channel /nodes/a/config/rest"]),
        (
            #"{"rest": {"kind": "each", "names": ["x"]}}"#,
            ["error manifest.unknown-channel /nodes/a/config/rest/names/0"]
        ),
        (#"{"rest": {"kind": "none", "names": ["x"]}}"#, []), (#"{"rest": true}"#, []),
        (#"{"from": "score", "to": "text", "also": [], "by": {}}"#, []),
        (#"{"next": "b"}"#, ["error manifest.unknown-node /nodes/a/config/next"]),
        (#"{"next": "END"}"#, []),
        (
            #"{"when": {">": [{"var": "now"}, {"var": "scoer"}]}}"#,
            [
                "warning manifest.unknown-variable /nodes/a/config/when/>/1/var"
            ]
        ),
    ])
    func `a name that the graph does not declare is found where the schema says that it is one`(
        config: String, expected: [String]
    ) throws {
        #expect(told(try check(#""a": {"use": "m.copy", "config": \#(config)}"#)) == expected)
    }

    @Test func `a default that the graph lacks is an error where it is written, and a warning where it is read`() throws
    {
        let found = try check(#""a": {"use": "m.copy"}"#, state: #""txt": {}, "out": {}"#)
        #expect(
            told(found) == [
                "warning manifest.unknown-channel /nodes/a/config/from",
                "error manifest.unknown-channel /nodes/a/config/to",
            ])
        #expect(
            found[1].message
                == #"m.copy names the channel "copy" (the default of "to"), which this graph does not declare"#)
        #expect(
            found[1].fix == #"set "to" in the configuration, or declare the channel "copy" under /state"#)
    }

    @Test func `a configuration that does not fit is not told of defaults besides`() throws {
        let found = try check(#""a": {"use": "m.copy", "config": {"tO": "score"}}"#, state: #""score": {}"#)
        #expect(told(found) == ["error component.bad-config /nodes/a/config/tO"])
    }

    @Test func `a node reads what it sees alone, and writes everything`() throws {
        let found = try check(
            #""a": {"use": "m.copy", "input": ["text"], "config": {"from": "score", "to": "score"}}"#)
        #expect(told(found) == ["error manifest.unseen-channel /nodes/a/config/from"])
        #expect(found[0].notes == ["its input: text"])
    }

    @Test func `a node that packets are for reads what they bring`() throws {
        let node =
            #""a": {"use": "std.pass"}, "b": {"use": "m.copy", "config": {"from": "part", "when": {"var": "part"}}}"#
        func edges(_ route: String, _ targets: String = "") -> String {
            #"{"from": "START", "to": "a"}, {"from": "a", "route": \#(route)\#(targets)}"#
        }
        let sent = #"{"use": "std.send_each", "config": {"over": {"var": "score"}, "node": "b"}}"#
        #expect(told(try check(node, edges: edges(sent))) == [])
        let computed = #"{"use": "std.send_each", "config": {"over": {"var": "score"}, "node": {"var": "text"}}}"#
        #expect(told(try check(node, edges: edges(computed))) == [])
        #expect(told(try check(node, edges: edges(#"{"use": "m.send"}"#))) == [])
        #expect(told(try check(node, edges: edges(#"{"use": "m.send"}"#, #", "targets": ["a"]"#))).count == 2)
        #expect(told(try check(node, edges: edges(#"{"expr": "b"}"#))).count == 2)
    }

    // MARK: Expressions

    @Test func `a variable that is no channel is warned of with the close name`() throws {
        let found = try check(
            #""a": {"use": "std.set", "config": {"values": {"text": {"if": [{">": [{"var": "scoer"}, 3]}, "high", "low"]}}}}"#
        )
        #expect(
            told(found) == ["warning manifest.unknown-variable /nodes/a/config/values/text/if/0/>/0/var"])
        #expect(found[0].fix == #"write "score""#)
        #expect(found[0].notes == ["declared channels: copy, score, text"])
    }

    @Test func `a variable that the node does not see is warned of`() throws {
        let found = try check(
            #""a": {"use": "std.log", "input": ["text"], "config": {"message": {"var": "score.total"}}}"#)
        #expect(told(found) == ["warning manifest.unseen-channel /nodes/a/config/message/var"])
    }

    @Test func `handlers know their error, and packets are made of items`() throws {
        let nodes = #"""
            "a": {"use": "std.fail", "config": {"message": {"var": "error"}},
                  "on_error": {"use": "std.log", "config": {"message": {"var": "error.kind"}}}},
            "b": {"use": "std.send_each",
                  "config": {"over": {"var": "item"}, "node": "a", "arg": {"obj": {"i": {"var": "index"}, "x": {"var": "itm"}}}}}
            """#
        let found = try check(nodes, edges: #"{"from": "START", "to": ["a", "b"]}"#)
        // Packets are for "a": what it sees there is not known.
        #expect(
            told(found) == [
                "warning manifest.unknown-variable /nodes/b/config/over/var",
                "warning manifest.unknown-variable /nodes/b/config/arg/obj/x/var",
            ])
        #expect(found[1].fix == #"write "item""#)
    }

    @Test func `a route sees all channels`() throws {
        let found = try check(
            #""a": {"use": "std.pass", "input": ["text"]}"#,
            edges: #"""
                {"from": "START", "to": "a"},
                {"from": "a", "route": {"expr": {"if": [{"var": "score"}, "END", {"var": "sore"}]}}}
                """#)
        #expect(told(found) == ["warning manifest.unknown-variable /edges/1/route/expr/if/2/var"])
    }

    // MARK: Nodes

    @Test func `nodes that stand in the branches of an expression are looked up`() throws {
        let nodes = #"""
            "a": {"use": "std.goto", "config": {"expr": {"if": [{"var": "score"}, "b", ["bb", "END"]]}}},
            "b": {"use": "std.send_each", "config": {"over": [1], "node": {"or": [{"var": "item"}, "aa"]}}}
            """#
        #expect(
            told(try check(nodes)) == [
                "error manifest.unknown-node /nodes/a/config/expr/if/2/0",
                "error manifest.unknown-node /nodes/b/config/node/or/1",
            ])
    }

    @Test func `a node goes where its destinations let it`() throws {
        let nodes = #"""
            "a": {"use": "std.goto", "destinations": ["b"], "config": {"expr": {"if": [{"var": "score"}, "b", "c"]}}},
            "b": {"use": "std.pass"}, "c": {"use": "std.pass"}
            """#
        let found = try check(nodes)
        #expect(told(found) == ["error manifest.not-a-destination /nodes/a/config/expr/if/2"])
        #expect(found[0].notes == ["destinations: b"])
    }

    @Test func `a schema that refers to itself has an end`() throws {
        let around = PluginIdentity(
            id: "org.example.around", version: "1.0.0",
            components: [
                ComponentInfo(
                    name: "n", kind: .node,
                    configSchema: [
                        "properties": ["next": ["$ref": "#"], "to": ["type": "string", "x-channel": "write"]]
                    ])
            ])
        let manifest = try load(
            """
            {"version": 1, "name": "g", "plugins": {"m": "a.so"}, "state": {"x": {}},
             "nodes": {"a": {"use": "m.n", "config": {"to": "x", "next": {"to": "y", "next": {"to": "x"}}}}},
             "edges": [{"from": "START", "to": "a"}]}
            """)
        let found = checkComponents(manifest, TestCatalog(plugins: ["a.so": around])).diagnostics
        #expect(told(found) == ["error manifest.unknown-channel /nodes/a/config/next/to"])
    }
}
