/// Manifests of built-in components alone, for tests of the command line.
enum Fixtures {
    /// Adds up, branches and ends: what most tests need.
    static let counter = """
        {
          "version": 1,
          "name": "counter",
          "state": {
            "count": {},
            "log": {"channel": "reduce", "reducer": "append"},
            "note": {}
          },
          "nodes": {
            "add": {"use": "std.set", "config": {"values": {"count": {"+": [{"var": "count"}, 1]}, "log": ["add"]}}},
            "done": {"use": "std.set", "config": {"values": {"note": "done", "log": ["done"]}}}
          },
          "edges": [
            {"from": "START", "to": "add"},
            {"from": "add", "route": {"expr": {"<": [{"var": "count"}, 3]}}, "targets": {"true": "add", "false": "done"}}
          ]
        }
        """

    /// A manifest of one node.
    static func single(_ node: String, state: String = #"{"x": {}}"#, extra: String = "") -> String {
        """
        {
          "version": 1,
          "name": "single",
          "state": \(state),
          "nodes": {"only": \(node)},
          "edges": [{"from": "START", "to": "only"}]\(extra)
        }
        """
    }

    /// A node that fails.
    static let failing = single(
        #"{"use": "std.fail", "config": {"message": "no \"luck\"", "kind": "LuckError"}}"#)

    /// A node that asks.
    static let asking = single(
        #"{"use": "std.interrupt", "config": {"value": "how many?", "into": "x"}}"#)

    /// A loop without end.
    static let endless = """
        {
          "version": 1, "name": "endless", "state": {"x": {}},
          "nodes": {"again": {"use": "std.set", "config": {"values": {"x": 1}}}},
          "edges": [{"from": "START", "to": "again"}, {"from": "again", "to": "again"}]
        }
        """

    /// Says that it has begun, and then waits for an hour.
    static let waiting = """
        {
          "version": 1, "name": "waiting", "state": {"x": {}},
          "nodes": {
            "first": {"use": "std.set", "config": {"values": {"x": "begun"}}},
            "wait": {"use": "std.wait", "config": {"ms": 3600000}}
          },
          "edges": [{"from": "START", "to": "first"}, {"from": "first", "to": "wait"}]
        }
        """

    /// Everything that a drawing shows, with names that need care.
    static let drawn = """
        {
          "version": 1,
          "name": "a \\"picture\\"",
          "state": {"x": {}, "all": {"channel": "reduce", "reducer": "append"}},
          "nodes": {
            "end": {"use": "std.pass"},
            "left": {"use": "std.set", "config": {"values": {"x": 1}}},
            "right": {"use": "std.pass", "destinations": ["end"]},
            "inner": {
              "graph": {
                "name": "inner", "state": {"x": {}},
                "nodes": {"deep": {"use": "std.pass"}},
                "edges": [{"from": "START", "to": "deep"}, {"from": "deep", "to": "END"}]
              }
            },
            "collect": {"use": "std.pass", "defer": true}
          },
          "edges": [
            {"from": "START", "to": ["left", "right"]},
            {"from": ["left", "right"], "to": "inner"},
            {"from": "inner", "route": {"expr": {"var": "x"}}, "targets": {"a \\"b\\"": "end", "1": "end", "<c>": "END"}},
            {"from": "end", "to": "collect"},
            {"from": "collect", "to": "END"}
          ]
        }
        """
}
