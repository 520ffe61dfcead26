extension BrokenManifest {
    static let keys: [BrokenManifest] = [unknownKeys, wrongTypes, missingKeys, noObject, otherVersion, conflictingKeys]

    static let unknownKeys = BrokenManifest(
        "unknown keys", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "desription": "a typo",
          "x-owner": "free",
          "state": {"total": {}},
          "nodes": {"pay": {"use": "std.pass", "retyr": {"max_attempts": 2}, "x-note": 1}},
          "edges": [{"from": "START", "to": "pay", "weight": 3}]
        }
        """,
        expected: #"""
            error[manifest.unknown-key]: a manifest has no key "desription"
              --> graph.json:4:3  (/desription)
               |  "desription": "a typo",
               |  ^^^^^^^^^^^^
               = valid keys: $schema, version, name, description, plugins, state, input, output, nodes, edges, interrupts, limits, durability, checkpointer, cache, store, events, metadata
               = fix: write "description"

            error[manifest.unknown-key]: a node has no key "retyr"
              --> graph.json:7:40  (/nodes/pay/retyr)
               |  "nodes": {"pay": {"use": "std.pass", "retyr": {"max_attempts": 2}, "x-note": 1}},
               |                                       ^^^^^^^
               = valid keys: use, config, graph, persistence, input, inputs, outputs, retry, timeout, cache, defer, on_error, runner, map, destinations, metadata
               = fix: write "retry"

            error[manifest.unknown-key]: an edge has no key "weight"
              --> graph.json:8:44  (/edges/0/weight)
               |  "edges": [{"from": "START", "to": "pay", "weight": 3}]
               |                                           ^^^^^^^^
               = valid keys: from, to, route, targets
               = fix: remove it, or begin it with "x-" to keep it for yourself
            """#)

    static let wrongTypes = BrokenManifest(
        "values of the wrong type", isStructural: true,
        """
        {
          "version": "1",
          "name": "",
          "state": {"total": "sum"},
          "nodes": {
            "pay": {"use": 3, "defer": "yes", "metadata": []},
            "log": []
          },
          "edges": [{"from": "START", "to": {"node": "pay"}}, "pay"],
          "interrupts": {"before": "pay"}
        }
        """,
        expected: #"""
            error[manifest.wrong-type]: "version" must be the number 1, found "1"
              --> graph.json:2:14  (/version)
               |  "version": "1",
               |             ^^^

            error[manifest.bad-value]: "name" must be a string that is not empty, found ""
              --> graph.json:3:11  (/name)
               |  "name": "",
               |          ^^

            error[manifest.wrong-type]: the channel "total" must be an object, found "sum"
              --> graph.json:4:22  (/state/total)
               |  "state": {"total": "sum"},
               |                     ^^^^^

            error[manifest.wrong-type]: "use" must be a string, found 3
              --> graph.json:6:20  (/nodes/pay/use)
               |    "pay": {"use": 3, "defer": "yes", "metadata": []},
               |                   ^

            error[manifest.wrong-type]: "defer" must be true or false, found "yes"
              --> graph.json:6:32  (/nodes/pay/defer)
               |    "pay": {"use": 3, "defer": "yes", "metadata": []},
               |                               ^^^^^

            error[manifest.wrong-type]: "metadata" must be an object, found an empty array
              --> graph.json:6:51  (/nodes/pay/metadata)
               |    "pay": {"use": 3, "defer": "yes", "metadata": []},
               |                                                  ^^

            error[manifest.wrong-type]: the node "log" must be an object, found an empty array
              --> graph.json:7:12  (/nodes/log)
               |    "log": []
               |           ^^

            error[manifest.wrong-type]: "to" must be a node or a list of nodes, found an object
              --> graph.json:9:37  (/edges/0/to)
               |  "edges": [{"from": "START", "to": {"node": "pay"}}, "pay"],
               |                                    ^^^^^^^^^^^^^^^

            error[manifest.wrong-type]: each item of "edges" must be an object, found "pay"
              --> graph.json:9:55  (/edges/1)
               |  "edges": [{"from": "START", "to": {"node": "pay"}}, "pay"],
               |                                                      ^^^^^

            error[manifest.wrong-type]: "before" must be a list of nodes or "*", found "pay"
              --> graph.json:10:28  (/interrupts/before)
               |  "interrupts": {"before": "pay"}
               |                           ^^^^^
            """#)

    static let missingKeys = BrokenManifest(
        "keys that are missing", isStructural: true,
        """
        {
          "nodes": {"pay": {"config": {}}},
          "edges": [{"to": "pay"}, {"from": "START"}]
        }
        """,
        expected: #"""
            error[manifest.missing-key]: a manifest needs the key "version", which is missing
              --> graph.json:1:1
               | {
               | ^
               = fix: add "version": 1

            error[manifest.missing-key]: a manifest needs the key "name", which is missing
              --> graph.json:1:1
               | {
               | ^
               = fix: add "name"

            error[manifest.missing-key]: a manifest needs the key "state", which is missing
              --> graph.json:1:1
               | {
               | ^
               = fix: add "state" (it may be {})

            error[manifest.missing-key]: a node needs the key "use", which is missing
              --> graph.json:2:20  (/nodes/pay)
               |  "nodes": {"pay": {"config": {}}},
               |                   ^^^^^^^^^^^^^^
               = fix: add "use" (a component), or "graph" (a nested graph)

            error[manifest.missing-key]: an edge needs the key "from", which is missing
              --> graph.json:3:13  (/edges/0)
               |  "edges": [{"to": "pay"}, {"from": "START"}]
               |            ^^^^^^^^^^^^^
               = fix: add "from"

            error[manifest.missing-key]: an edge needs the key "to", which is missing
              --> graph.json:3:28  (/edges/1)
               |  "edges": [{"to": "pay"}, {"from": "START"}]
               |                           ^^^^^^^^^^^^^^^^^
               = fix: add "to" (a node or several), or "route" (a conditional edge)
            """#)

    static let noObject = BrokenManifest(
        "a manifest that is no object", isStructural: true,
        """
        ["version", 1]
        """,
        expected: #"""
            error[manifest.wrong-type]: the manifest must be an object, found an array
              --> graph.json:1:1
               | ["version", 1]
               | ^^^^^^^^^^^^^^
            """#)

    static let otherVersion = BrokenManifest(
        "a version that is not known", isStructural: true,
        """
        {
          "version": 2,
          "name": "shop",
          "state": {},
          "nodes": {},
          "edges": [{"from": "START", "to": "END"}]
        }
        """,
        expected: #"""
            error[manifest.unsupported-version]: version 2 of the manifest's format is not supported
              --> graph.json:2:14  (/version)
               |  "version": 2,
               |             ^
               = supported versions: 1
               = fix: update pregel-host, or write 1
            """#)

    static let conflictingKeys = BrokenManifest(
        "keys that exclude each other", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {"text": {"path": "libtext.so", "plugin": "org.example.text"}},
          "state": {"x": {}},
          "nodes": {
            "a": {"use": "text.split", "graph": "other.json"},
            "b": {"use": "text.split", "persistence": "own", "map": {"over": ["x"]}},
            "c": {"graph": {"name": "inner", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}]}, "config": {}}
          },
          "edges": [
            {"from": "START", "to": "a", "targets": ["b"]},
            {"from": "a", "to": "b", "route": {"expr": "b", "use": "text.route"}}
          ]
        }
        """,
        expected: #"""
            error[manifest.conflicting-keys]: a plugin is named by "path" or by "plugin", not by both
              --> graph.json:4:46  (/plugins/text/plugin)
               |  "plugins": {"text": {"path": "libtext.so", "plugin": "org.example.text"}},
               |                                             ^^^^^^^^
               = fix: remove one of them

            error[manifest.conflicting-keys]: a node has "use" or "graph", not both
              --> graph.json:7:32  (/nodes/a/graph)
               |    "a": {"use": "text.split", "graph": "other.json"},
               |                               ^^^^^^^
               = fix: remove one of them

            error[manifest.misplaced-key]: "persistence" belongs to nodes with a nested "graph"
              --> graph.json:8:32  (/nodes/b/persistence)
               |    "b": {"use": "text.split", "persistence": "own", "map": {"over": ["x"]}},
               |                               ^^^^^^^^^^^^^
               = fix: remove "persistence"

            error[manifest.misplaced-key]: "map" belongs to nodes with a nested "graph"
              --> graph.json:8:54  (/nodes/b/map)
               |    "b": {"use": "text.split", "persistence": "own", "map": {"over": ["x"]}},
               |                                                     ^^^^^
               = fix: remove "map"

            error[manifest.misplaced-key]: "config" belongs to components, and this node is a nested graph
              --> graph.json:9:108  (/nodes/c/config)
               | …"name": "inner", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}]}, "config": {}}
               |                                                                                         ^^^^^^^^
               = fix: remove "config"

            error[manifest.misplaced-key]: "targets" belongs to conditional edges, which have a "route"
              --> graph.json:12:34  (/edges/0/targets)
               |    {"from": "START", "to": "a", "targets": ["b"]},
               |                                 ^^^^^^^^^
               = fix: remove "targets"

            error[manifest.conflicting-keys]: an edge has "to" or "route", not both
              --> graph.json:13:19  (/edges/1/to)
               |    {"from": "a", "to": "b", "route": {"expr": "b", "use": "text.route"}}
               |                  ^^^^
               = fix: name the nodes that the route may lead to in "targets"

            error[manifest.conflicting-keys]: a route has "expr" or "use", not both
              --> graph.json:13:53  (/edges/1/route/use)
               |    {"from": "a", "to": "b", "route": {"expr": "b", "use": "text.route"}}
               |                                                    ^^^^^
               = fix: remove one of them
            """#)
}
