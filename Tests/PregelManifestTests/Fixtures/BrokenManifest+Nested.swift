extension BrokenManifest {
    static let nested: [BrokenManifest] = [inline, cycle, files]

    static let inline = BrokenManifest(
        "faults in graphs that are nested inline", isStructural: true,
        """
        {
          "version": 1,
          "name": "outer",
          "plugins": {"text": "libtext.so"},
          "state": {"x": {}},
          "nodes": {
            "sub": {
              "graph": {
                "state": {"y": {}},
                "nodes": {
                  "a": {"use": "text.split", "input": ["x"]},
                  "b": {"graph": {"name": "inner", "state": {}, "nodes": {"c": {"use": "tex.t"}}, "edges": []}}
                },
                "edges": [{"from": "START", "to": "a"}]
              }
            }
          },
          "edges": [{"from": "START", "to": "sub"}]
        }
        """,
        expected: #"""
            error[manifest.missing-key]: a nested graph needs the key "name", which is missing
              --> graph.json:8:16  (/nodes/sub/graph)
               |      "graph": {
               |               ^
               = fix: add "name"

            error[manifest.unknown-channel]: "input" names the channel "x", which this graph does not declare
              --> graph.json:11:48  (/nodes/sub/graph/nodes/a/input/0)
               |          "a": {"use": "text.split", "input": ["x"]},
               |                                               ^^^
               = declared channels: y
               = fix: declare the channel "x" under /nodes/sub/graph/state

            error[manifest.unknown-plugin]: no plugin has the alias "tex"
              --> graph.json:12:80  (/nodes/sub/graph/nodes/b/graph/nodes/c/use)
               | …       "b": {"graph": {"name": "inner", "state": {}, "nodes": {"c": {"use": "tex.t"}}, "edges": []}}
               |                                                                              ^^^^^^^
               = aliases: std, text
               = fix: write "text.t", or add the plugin "tex" under /plugins
            """#)

    static let cycle = BrokenManifest(
        "files that nest each other", isStructural: false,
        """
        {
          "version": 1,
          "name": "a",
          "state": {},
          "nodes": {"sub": {"graph": "parts/b.json"}},
          "edges": [{"from": "START", "to": "sub"}]
        }
        """,
        files: [
            "parts/b.json": """
            {
              "version": 1,
              "name": "b",
              "state": {},
              "nodes": {"back": {"graph": "../graph.json"}},
              "edges": [{"from": "START", "to": "back"}]
            }
            """
        ],
        expected: #"""
            error[manifest.file-cycle]: the manifest "../graph.json" nests itself
              --> parts/b.json:5:31  (/nodes/back/graph)
               |  "nodes": {"back": {"graph": "../graph.json"}},
               |                              ^^^^^^^^^^^^^^^
               = the cycle: graph.json → parts/b.json → graph.json
               = fix: break the cycle: a graph cannot contain itself
            """#)

    static let files = BrokenManifest(
        "faults in files that are nested", isStructural: true,
        """
        {
          "version": 1,
          "name": "a",
          "state": {},
          "nodes": {
            "gone": {"graph": "parts/gone.json"},
            "bad": {"graph": "parts/bad.json"},
            "again": {"graph": "parts/bad.json"},
            "odd": {"graph": true}
          },
          "edges": [{"from": "START", "to": "bda"}]
        }
        """,
        files: [
            "parts/bad.json": """
            {
              "name": "bad",
              "state": {},
              "nodes": {"n": {"use": "text.split"}},
              "edges": [{"from": "START", "to": "m"}]
            }
            """
        ],
        expected: #"""
            error[manifest.unreadable]: the manifest "parts/gone.json" cannot be read: No such file or directory
              --> graph.json:6:23  (/nodes/gone/graph)
               |    "gone": {"graph": "parts/gone.json"},
               |                      ^^^^^^^^^^^^^^^^^
               = fix: a path starts from the folder of the manifest that it stands in

            error[manifest.wrong-type]: "graph" must be a path or a graph (an object), found true
              --> graph.json:9:22  (/nodes/odd/graph)
               |    "odd": {"graph": true}
               |                     ^^^^

            error[manifest.unknown-node]: "to" names the node "bda", which this graph does not declare
              --> graph.json:11:37  (/edges/0/to)
               |  "edges": [{"from": "START", "to": "bda"}]
               |                                    ^^^^^
               = declared nodes: again, bad, gone, odd
               = fix: write "bad", or declare the node "bda" under /nodes

            error[manifest.missing-key]: a manifest needs the key "version", which is missing
              --> parts/bad.json:1:1
               | {
               | ^
               = fix: add "version": 1

            error[manifest.unknown-plugin]: no plugin has the alias "text"
              --> parts/bad.json:4:26  (/nodes/n/use)
               |  "nodes": {"n": {"use": "text.split"}},
               |                         ^^^^^^^^^^^^
               = aliases: std
               = fix: add the plugin "text" under /plugins

            error[manifest.unknown-node]: "to" names the node "m", which this graph does not declare
              --> parts/bad.json:5:37  (/edges/0/to)
               |  "edges": [{"from": "START", "to": "m"}]
               |                                    ^^^
               = declared nodes: n
               = fix: declare the node "m" under /nodes
            """#)
}
