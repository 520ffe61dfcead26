extension BrokenManifest {
    static let dataflow: [BrokenManifest] = [mixedWiring, conflict, missingInput, unknownPorts]

    static let mixedWiring = BrokenManifest(
        "inputs and outputs beside edges", isStructural: false,
        """
        {
          "version": 1,
          "name": "flow",
          "state": {"x": {}, "y": {}},
          "nodes": {
            "a": {"use": "std.pass", "inputs": {"text": "x"}, "outputs": {"result": "y"}}
          },
          "edges": [{"from": "START", "to": "a"}]
        }
        """,
        expected: #"""
            error[manifest.mixed-wiring]: a graph with "edges" is not wired by names
              --> graph.json:6:30  (/nodes/a/inputs)
               |    "a": {"use": "std.pass", "inputs": {"text": "x"}, "outputs": {"result": "y"}}
               |                             ^^^^^^^^
               = "inputs" and "outputs" wire graphs that have no "edges"
               = fix: remove "edges", or the "inputs" and "outputs" of all nodes

            error[manifest.mixed-wiring]: a graph with "edges" is not wired by names
              --> graph.json:6:55  (/nodes/a/outputs)
               |    "a": {"use": "std.pass", "inputs": {"text": "x"}, "outputs": {"result": "y"}}
               |                                                      ^^^^^^^^^
               = "inputs" and "outputs" wire graphs that have no "edges"
               = fix: remove "edges", or the "inputs" and "outputs" of all nodes
            """#)

    static let conflict = BrokenManifest(
        "two writers of one channel", isStructural: false,
        """
        {
          "version": 1,
          "name": "flow",
          "state": {"x": {}, "y": {}, "z": {"channel": "reduce", "reducer": "append"}},
          "nodes": {
            "left": {"use": "std.pass", "inputs": {"in": "x"}, "outputs": {"out": "y", "log": "z"}},
            "right": {"use": "std.pass", "inputs": {"in": "x"}, "outputs": {"out": "y", "log": "z"}},
            "after": {"use": "std.pass", "inputs": {"in": "y"}, "outputs": {"out": "y"}}
          }
        }
        """,
        expected: #"""
            error[manifest.conflict]: the nodes "left" and "right" can write the channel "y" in the same superstep
              --> graph.json:7:76  (/nodes/right/outputs/out)
               |    "right": {"use": "std.pass", "inputs": {"in": "x"}, "outputs": {"out": "y", "log": "z"}},
               |                                                                           ^^^
               = a channel of the kind "last_value" takes one write in a superstep
               = fix: let one of them depend on the other, or make the channel one that reduces
            """#)

    static let missingInput = BrokenManifest(
        "an input that nobody provides", isStructural: false,
        """
        {
          "version": 1,
          "name": "flow",
          "input": ["x"],
          "state": {"x": {}, "y": {}, "seen": {"channel": "reduce", "reducer": "append"}},
          "nodes": {
            "a": {"use": "std.pass", "inputs": {"text": "x", "limit": "y", "seen": "seen"}},
            "b": {"use": "std.pass", "outputs": {"out": "seen"}}
          }
        }
        """,
        expected: #"""
            error[manifest.missing-input]: the node "a" needs the channel "y", which no node writes and no input provides
              --> graph.json:7:63  (/nodes/a/inputs/limit)
               |    "a": {"use": "std.pass", "inputs": {"text": "x", "limit": "y", "seen": "seen"}},
               |                                                              ^^^
               = input channels: x
               = fix: add the channel to "input", or to the "outputs" of a node

            error[manifest.no-inputs]: the node "b" has no "inputs", so nothing would make it run
              --> graph.json:8:5  (/nodes/b)
               |    "b": {"use": "std.pass", "outputs": {"out": "seen"}}
               |    ^^^
               = fix: add "inputs", from its parameters to channels
            """#)

    static let unknownPorts = BrokenManifest(
        "ports that lead to no channel", isStructural: true,
        """
        {
          "version": 1,
          "name": "flow",
          "state": {"text": {}},
          "nodes": {"a": {"use": "std.pass", "inputs": {"in": "txet"}, "outputs": {"out": 3}}}
        }
        """,
        expected: #"""
            error[manifest.unknown-channel]: "inputs" names the channel "txet", which this graph does not declare
              --> graph.json:5:55  (/nodes/a/inputs/in)
               |  "nodes": {"a": {"use": "std.pass", "inputs": {"in": "txet"}, "outputs": {"out": 3}}}
               |                                                      ^^^^^^
               = declared channels: text
               = fix: write "text", or declare the channel "txet" under /state

            error[manifest.wrong-type]: the port "out" must be a string, found 3
              --> graph.json:5:83  (/nodes/a/outputs/out)
               |  "nodes": {"a": {"use": "std.pass", "inputs": {"in": "txet"}, "outputs": {"out": 3}}}
               |                                                                                  ^
            """#)
}
