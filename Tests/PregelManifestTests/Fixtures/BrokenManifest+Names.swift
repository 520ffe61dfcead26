extension BrokenManifest {
    static let names: [BrokenManifest] = [badNames, unknownNodes, unknownChannels, unknownPlugins, duplicateNames]

    static let badNames = BrokenManifest(
        "names that are not allowed", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {"my text": "libtext.so", "std": "libstd.so"},
          "state": {"1st": {}, "__hidden": {}},
          "nodes": {"END": {"use": "std.pass"}, "grüße": {"use": "std.pass"}, "x-ray": {"use": "std.pass"}},
          "edges": [{"from": "START", "to": "x-ray"}]
        }
        """,
        expected: #"""
            error[manifest.bad-name]: "my text" cannot be the name of an alias
              --> graph.json:4:15  (/plugins/my text)
               |  "plugins": {"my text": "libtext.so", "std": "libstd.so"},
               |              ^^^^^^^^^
               = a name begins with a letter or "_", and consists of letters, digits, "_" and "-"
               = fix: write "my_text"

            error[manifest.reserved-name]: the alias "std" is that of the built-in components
              --> graph.json:4:40  (/plugins/std)
               |  "plugins": {"my text": "libtext.so", "std": "libstd.so"},
               |                                       ^^^^^
               = fix: give the plugin another alias

            error[manifest.bad-name]: "1st" cannot be the name of a channel
              --> graph.json:5:13  (/state/1st)
               |  "state": {"1st": {}, "__hidden": {}},
               |            ^^^^^
               = a name begins with a letter or "_", and consists of letters, digits, "_" and "-"
               = fix: write "n1st"

            error[manifest.reserved-name]: "__hidden" is reserved, and cannot be the name of a channel
              --> graph.json:5:24  (/state/__hidden)
               |  "state": {"1st": {}, "__hidden": {}},
               |                       ^^^^^^^^^^
               = reserved are START, END and all names that begin with "__"
               = fix: write "hidden"

            error[manifest.reserved-name]: "END" is reserved, and cannot be the name of a node
              --> graph.json:6:13  (/nodes/END)
               |  "nodes": {"END": {"use": "std.pass"}, "grüße": {"use": "std.pass"}, "x-ray": {"use": "std.pass"}},
               |            ^^^^^
               = reserved are START, END and all names that begin with "__"

            error[manifest.bad-name]: "grüße" cannot be the name of a node
              --> graph.json:6:41  (/nodes/grüße)
               |  "nodes": {"END": {"use": "std.pass"}, "grüße": {"use": "std.pass"}, "x-ray": {"use": "std.pass"}},
               |                                        ^^^^^^^
               = a name begins with a letter or "_", and consists of letters, digits, "_" and "-"
               = fix: write "gr____e"
            """#)

    static let unknownNodes = BrokenManifest(
        "nodes that are not declared", isStructural: false,
        """
        {
          "version": 1,
          "name": "branch",
          "state": {"x": {}},
          "nodes": {
            "fetch": {"use": "std.pass", "destinations": ["fetsh", "END"]},
            "review": {"use": "std.pass"},
            "summarize": {"use": "std.pass"}
          },
          "edges": [
            {"from": "START", "to": ["fetch", "revue"]},
            {"from": ["fetch", "writer"], "to": "summarize"},
            {
              "from": "fetch",
              "route": {"expr": {"var": "x"}},
              "targets": {"yes": "review", "no": "sumarize"}
            }
          ],
          "interrupts": {"before": ["fetch"], "after": ["Review"]}
        }
        """,
        expected: #"""
            error[manifest.unknown-node]: "destinations" names the node "fetsh", which this graph does not declare
              --> graph.json:6:51  (/nodes/fetch/destinations/0)
               |    "fetch": {"use": "std.pass", "destinations": ["fetsh", "END"]},
               |                                                  ^^^^^^^
               = declared nodes: fetch, review, summarize
               = fix: write "fetch", or declare the node "fetsh" under /nodes

            error[manifest.unknown-node]: "to" names the node "revue", which this graph does not declare
              --> graph.json:11:39  (/edges/0/to/1)
               |    {"from": "START", "to": ["fetch", "revue"]},
               |                                      ^^^^^^^
               = declared nodes: fetch, review, summarize
               = fix: declare the node "revue" under /nodes

            error[manifest.unknown-node]: "from" names the node "writer", which this graph does not declare
              --> graph.json:12:24  (/edges/1/from/1)
               |    {"from": ["fetch", "writer"], "to": "summarize"},
               |                       ^^^^^^^^
               = declared nodes: fetch, review, summarize
               = fix: declare the node "writer" under /nodes

            error[manifest.unknown-node]: "targets" names the node "sumarize", which this graph does not declare
              --> graph.json:16:42  (/edges/2/targets/no)
               |      "targets": {"yes": "review", "no": "sumarize"}
               |                                         ^^^^^^^^^^
               = declared nodes: fetch, review, summarize
               = fix: write "summarize", or declare the node "sumarize" under /nodes

            error[manifest.unknown-node]: "after" names the node "Review", which this graph does not declare
              --> graph.json:19:49  (/interrupts/after/0)
               |  "interrupts": {"before": ["fetch"], "after": ["Review"]}
               |                                                ^^^^^^^^
               = declared nodes: fetch, review, summarize
               = fix: write "review", or declare the node "Review" under /nodes
            """#)

    static let unknownChannels = BrokenManifest(
        "channels that are not declared", isStructural: false,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {"orders": {}, "total": {}},
          "input": ["order"],
          "output": ["sum"],
          "nodes": {
            "pay": {"use": "std.pass", "input": ["totals"], "cache": {"key": ["orders", "x"]}},
            "each": {
              "graph": {
                "name": "one",
                "state": {"total": {}},
                "nodes": {"n": {"use": "std.pass"}},
                "edges": [{"from": "START", "to": "n"}]
              },
              "map": {"over": ["orders"]}
            }
          },
          "edges": [{"from": "START", "to": "pay"}]
        }
        """,
        expected: #"""
            error[manifest.unknown-channel]: "input" names the channel "order", which this graph does not declare
              --> graph.json:5:13  (/input/0)
               |  "input": ["order"],
               |            ^^^^^^^
               = declared channels: orders, total
               = fix: write "orders", or declare the channel "order" under /state

            error[manifest.unknown-channel]: "output" names the channel "sum", which this graph does not declare
              --> graph.json:6:14  (/output/0)
               |  "output": ["sum"],
               |             ^^^^^
               = declared channels: orders, total
               = fix: declare the channel "sum" under /state

            error[manifest.unknown-channel]: "input" names the channel "totals", which this graph does not declare
              --> graph.json:8:42  (/nodes/pay/input/0)
               |    "pay": {"use": "std.pass", "input": ["totals"], "cache": {"key": ["orders", "x"]}},
               |                                         ^^^^^^^^
               = declared channels: orders, total
               = fix: write "total", or declare the channel "totals" under /state

            error[manifest.unknown-channel]: "key" names the channel "x", which this graph does not declare
              --> graph.json:8:81  (/nodes/pay/cache/key/1)
               |    "pay": {"use": "std.pass", "input": ["totals"], "cache": {"key": ["orders", "x"]}},
               |                                                                                ^^^
               = declared channels: orders, total
               = fix: declare the channel "x" under /state

            error[manifest.unknown-channel]: the nested graph takes no channel "orders" as input
              --> graph.json:16:24  (/nodes/each/map/over/0)
               |      "map": {"over": ["orders"]}
               |                       ^^^^^^^^
               = its input channels: total
               = fix: declare the channel "orders" in the nested graph's "state"
            """#)

    static let unknownPlugins = BrokenManifest(
        "components of plugins that have no entry", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {"text": "libtext.so"},
          "state": {"x": {"channel": "reduce", "reducer": "math.sum"}},
          "nodes": {
            "a": {"use": "txt.split"},
            "b": {"use": "std.pass", "on_error": {"use": "txet.note"}},
            "c": {"use": "split"}
          },
          "edges": [{"from": "START", "route": {"use": "text."}}],
          "checkpointer": {"use": "memory"},
          "events": [{"use": "otel.spans"}]
        }
        """,
        expected: #"""
            error[manifest.unknown-plugin]: no plugin has the alias "math"
              --> graph.json:5:51  (/state/x/reducer)
               |  "state": {"x": {"channel": "reduce", "reducer": "math.sum"}},
               |                                                  ^^^^^^^^^^
               = aliases: std, text
               = fix: add the plugin "math" under /plugins

            error[manifest.unknown-plugin]: no plugin has the alias "txt"
              --> graph.json:7:18  (/nodes/a/use)
               |    "a": {"use": "txt.split"},
               |                 ^^^^^^^^^^^
               = aliases: std, text
               = fix: write "text.split", or add the plugin "txt" under /plugins

            error[manifest.unknown-plugin]: no plugin has the alias "txet"
              --> graph.json:8:50  (/nodes/b/on_error/use)
               |    "b": {"use": "std.pass", "on_error": {"use": "txet.note"}},
               |                                                 ^^^^^^^^^^^
               = aliases: std, text
               = fix: write "text.note", or add the plugin "txet" under /plugins

            error[manifest.bad-value]: "use" must be a component's name, "alias.component", found "split"
              --> graph.json:9:18  (/nodes/c/use)
               |    "c": {"use": "split"}
               |                 ^^^^^^^
               = aliases: std, text

            error[manifest.bad-value]: "use" must be a component's name, "alias.component", found "text."
              --> graph.json:11:48  (/edges/0/route/use)
               |  "edges": [{"from": "START", "route": {"use": "text."}}],
               |                                               ^^^^^^^
               = aliases: std, text

            error[manifest.unknown-plugin]: no plugin has the alias "otel"
              --> graph.json:13:22  (/events/0/use)
               |  "events": [{"use": "otel.spans"}]
               |                     ^^^^^^^^^^^^
               = aliases: std, text
               = fix: add the plugin "otel" under /plugins
            """#)

    static let duplicateNames = BrokenManifest(
        "names that stand in a list twice", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {"x": {}, "y": {}},
          "input": ["x", "y", "x"],
          "nodes": {"a": {"use": "std.pass", "input": ["y", "y"]}},
          "edges": [{"from": "START", "to": "a"}],
          "interrupts": {"before": ["a", "a"]}
        }
        """,
        expected: #"""
            error[manifest.duplicate-name]: the channel "x" stands in "input" twice
              --> graph.json:5:23  (/input/2)
               |  "input": ["x", "y", "x"],
               |                      ^^^
               = fix: remove one of them

            error[manifest.duplicate-name]: the channel "y" stands in "input" twice
              --> graph.json:6:53  (/nodes/a/input/1)
               |  "nodes": {"a": {"use": "std.pass", "input": ["y", "y"]}},
               |                                                    ^^^
               = fix: remove one of them

            error[manifest.duplicate-name]: the node "a" stands in "before" twice
              --> graph.json:8:34  (/interrupts/before/1)
               |  "interrupts": {"before": ["a", "a"]}
               |                                 ^^^
               = fix: remove one of them
            """#)
}
