extension BrokenManifest {
    static let edges: [BrokenManifest] = [startAndEnd, noStart, noEdges, routes, expressions]

    static let startAndEnd = BrokenManifest(
        "START and END in the wrong place", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {},
          "nodes": {"a": {"use": "std.pass", "destinations": ["START"]}, "b": {"use": "std.pass"}},
          "edges": [
            {"from": "START", "to": "a"},
            {"from": "a", "to": "START"},
            {"from": "END", "to": "b"},
            {"from": ["a", "START"], "to": "b"},
            {"from": "b", "route": {"expr": "a"}, "targets": ["a", "START"]}
          ]
        }
        """,
        expected: #"""
            error[manifest.start-as-target]: nothing can lead to START, where every run begins
              --> graph.json:5:55  (/nodes/a/destinations/0)
               |  "nodes": {"a": {"use": "std.pass", "destinations": ["START"]}, "b": {"use": "std.pass"}},
               |                                                      ^^^^^^^
               = fix: name the first node instead

            error[manifest.start-as-target]: nothing can lead to START, where every run begins
              --> graph.json:8:25  (/edges/1/to)
               |    {"from": "a", "to": "START"},
               |                        ^^^^^^^
               = fix: name the first node instead

            error[manifest.end-as-source]: nothing can follow END, where a run is over
              --> graph.json:9:14  (/edges/2/from)
               |    {"from": "END", "to": "b"},
               |             ^^^^^

            error[manifest.start-in-join]: START cannot be waited for together with nodes
              --> graph.json:10:20  (/edges/3/from/1)
               |    {"from": ["a", "START"], "to": "b"},
               |                   ^^^^^^^
               = fix: write an edge of its own, {"from": "START", …}

            error[manifest.start-as-target]: nothing can lead to START, where every run begins
              --> graph.json:11:60  (/edges/4/targets/1)
               |    {"from": "b", "route": {"expr": "a"}, "targets": ["a", "START"]}
               |                                                           ^^^^^^^
               = fix: name the first node instead
            """#)

    static let noStart = BrokenManifest(
        "a graph that nothing enters", isStructural: false,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {},
          "nodes": {"a": {"use": "std.pass"}, "b": {"use": "std.pass"}},
          "edges": [{"from": "a", "to": "b"}]
        }
        """,
        expected: #"""
            error[manifest.no-start]: no edge leaves START, so no node would ever run
              --> graph.json:6:3  (/edges)
               |  "edges": [{"from": "a", "to": "b"}]
               |  ^^^^^^^
               = fix: add {"from": "START", "to": …} with the first node
            """#)

    static let noEdges = BrokenManifest(
        "a graph without edges", isStructural: false,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {},
          "nodes": {"a": {"use": "std.pass"}}
        }
        """,
        expected: #"""
            error[manifest.missing-key]: a graph whose nodes declare neither "inputs" nor "outputs" needs the key "edges", which is missing
              --> graph.json:1:1
               | {
               | ^
               = fix: add "edges": [{"from": "START", "to": …}]
            """#)

    static let routes = BrokenManifest(
        "routes that cannot be taken", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {},
          "nodes": {"a": {"use": "std.pass"}, "b": {"use": "std.pass"}},
          "edges": [
            {"from": "START", "route": {}},
            {"from": ["a", "b"], "route": {"expr": "a"}},
            {"from": "a", "route": {"expr": "b", "config": {}}, "targets": []},
            {"from": "a", "route": "b", "targets": "b"},
            {"from": [], "to": []}
          ]
        }
        """,
        expected: #"""
            error[manifest.missing-key]: a route needs the key "expr", which is missing
              --> graph.json:7:32  (/edges/0/route)
               |    {"from": "START", "route": {}},
               |                               ^^
               = fix: add "expr" (an expression), or "use" (a router)

            error[manifest.wrong-type]: "from" must be a node: a conditional edge leaves one node, found an array
              --> graph.json:8:14  (/edges/1/from)
               |    {"from": ["a", "b"], "route": {"expr": "a"}},
               |             ^^^^^^^^^^

            error[manifest.misplaced-key]: "config" belongs to routers with "use"
              --> graph.json:9:42  (/edges/2/route/config)
               |    {"from": "a", "route": {"expr": "b", "config": {}}, "targets": []},
               |                                         ^^^^^^^^
               = fix: remove "config"

            error[manifest.bad-value]: "targets" must be a list of at least one node, or left out, found an empty array
              --> graph.json:9:68  (/edges/2/targets)
               |    {"from": "a", "route": {"expr": "b", "config": {}}, "targets": []},
               |                                                                   ^^

            error[manifest.wrong-type]: "route" must be an object, found "b"
              --> graph.json:10:28  (/edges/3/route)
               |    {"from": "a", "route": "b", "targets": "b"},
               |                           ^^^

            error[manifest.wrong-type]: "targets" must be a list of nodes, or an object from results to nodes, found "b"
              --> graph.json:10:44  (/edges/3/targets)
               |    {"from": "a", "route": "b", "targets": "b"},
               |                                           ^^^

            error[manifest.bad-value]: "from" must be a node or a list of at least one, found an empty array
              --> graph.json:11:14  (/edges/4/from)
               |    {"from": [], "to": []}
               |             ^^

            error[manifest.bad-value]: "to" must be a node or a list of at least one, found an empty array
              --> graph.json:11:24  (/edges/4/to)
               |    {"from": [], "to": []}
               |                       ^^
            """#)

    static let expressions = BrokenManifest(
        "expressions that are none", isStructural: false,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {"n": {}},
          "nodes": {"a": {"use": "std.pass"}},
          "edges": [
            {"from": "START", "to": "a"},
            {"from": "a", "route": {"expr": {"if": [{"greater": [{"var": "n"}, 3]}, "END", "a"]}}}
          ]
        }
        """,
        expected: #"""
            error[manifest.bad-expression]: "greater" is no operator of JsonLogic
              --> graph.json:8:46  (/edges/1/route/expr/if/0/greater)
               |    {"from": "a", "route": {"expr": {"if": [{"greater": [{"var": "n"}, 3]}, "END", "a"]}}}
               |                                             ^^^^^^^^^
               = operators: var, if, ?:, and, or, reduce, missing, missing_some, map, filter, all, none, some, ==, !=, ===, !==, !, !!, <, <=, >, >=, max, min, +, *, -, /, %, merge, in, cat, substr
            """#)
}
