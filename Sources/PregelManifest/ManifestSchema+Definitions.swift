extension ManifestSchema {
    /// What the keys hold, by topic, and the end of the object that `root` begins.
    static let definitions = [opening, names, plugins, state, nodes, policies, edges, closing].joined(separator: "\n")

    private static let opening = #"""
          "definitions": {
        """#

    /// A manifest inline, whose keys are those of a file.
    private static let closing = #"""
            "graph": {
              "description": "A manifest inline. Without \"plugins\" it uses its parent's; limits, durability and storage are the root's.",
              "type": "object",
              "required": ["name", "state", "nodes"],
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "$schema": {"$ref": "#/properties/$schema"},
                "version": {"$ref": "#/properties/version"},
                "name": {"$ref": "#/properties/name"},
                "description": {"$ref": "#/properties/description"},
                "plugins": {"$ref": "#/properties/plugins"},
                "state": {"$ref": "#/properties/state"},
                "input": {"$ref": "#/properties/input"},
                "output": {"$ref": "#/properties/output"},
                "nodes": {"$ref": "#/properties/nodes"},
                "edges": {"$ref": "#/properties/edges"},
                "interrupts": {"$ref": "#/properties/interrupts"},
                "limits": {"$ref": "#/properties/limits"},
                "durability": {"$ref": "#/properties/durability"},
                "checkpointer": {"$ref": "#/properties/checkpointer"},
                "cache": {"$ref": "#/properties/cache"},
                "store": {"$ref": "#/properties/store"},
                "events": {"$ref": "#/properties/events"},
                "metadata": {"$ref": "#/properties/metadata"}
              }
            }
          }
        }
        """#
}
