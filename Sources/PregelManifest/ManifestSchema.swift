/// The JSON Schema (draft-07) of manifests, for editors: `pregel-host schema manifest` prints it.
///
/// It says what can be said without looking elsewhere in the file; that names resolve and that graphs are sound is the
/// loader's part.
package enum ManifestSchema {
    /// The schema's text.
    package static let text = root + "\n" + definitions

    /// The keys of a manifest itself; the object is left open.
    private static let root = #"""
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "pregel-host manifest, version 1",
          "description": "Says which plugins to load, what state a graph has, which nodes read and write it, and how they are wired.",
          "type": "object",
          "required": ["version", "name", "state", "nodes"],
          "additionalProperties": false,
          "patternProperties": {"^x-": {"description": "Free for other tools; the host does not look at it."}},
          "properties": {
            "$schema": {
              "description": "The schema of this file, for editors; the host ignores it.",
              "type": "string"
            },
            "version": {
              "description": "The version of the manifest's format: 1.",
              "const": 1
            },
            "name": {
              "description": "The graph's name in events, pictures and checkpoints.",
              "type": "string",
              "minLength": 1
            },
            "description": {
              "description": "What the graph is for.",
              "type": "string"
            },
            "plugins": {
              "description": "The plugins that the graph uses, by the alias that its components are called by here.",
              "type": "object",
              "propertyNames": {"allOf": [{"$ref": "#/definitions/name"}, {"not": {"const": "std"}}]},
              "additionalProperties": {"$ref": "#/definitions/plugin"}
            },
            "state": {
              "description": "The graph's state: its channels by name. May be {}.",
              "type": "object",
              "propertyNames": {"$ref": "#/definitions/name"},
              "additionalProperties": {"$ref": "#/definitions/channel"}
            },
            "input": {
              "description": "The channels that a run's input may write; every channel, where left out.",
              "$comment": "A reference alone in draft-07: what stands beside it would not count.",
              "allOf": [{"$ref": "#/definitions/channelNames"}]
            },
            "output": {
              "description": "The channels that a run's output consists of; every channel, where left out.",
              "allOf": [{"$ref": "#/definitions/channelNames"}]
            },
            "nodes": {
              "description": "The graph's nodes by name.",
              "type": "object",
              "propertyNames": {"$ref": "#/definitions/name"},
              "additionalProperties": {"$ref": "#/definitions/node"}
            },
            "edges": {
              "description": "How the nodes are joined. Left out where the nodes are wired by the names of their inputs and outputs.",
              "type": "array",
              "items": {"$ref": "#/definitions/edge"}
            },
            "interrupts": {
              "description": "Static breakpoints: a run stops there until it is resumed.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "before": {
                  "description": "Stop before these nodes run; \"*\" means all.",
                  "allOf": [{"$ref": "#/definitions/selection"}]
                },
                "after": {
                  "description": "Stop after these nodes have run; \"*\" means all.",
                  "allOf": [{"$ref": "#/definitions/selection"}]
                }
              }
            },
            "limits": {
              "description": "Bounds of a run.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "recursion_limit": {
                  "description": "The most supersteps of a run.",
                  "type": "integer",
                  "minimum": 1,
                  "default": 25
                },
                "max_concurrency": {
                  "description": "The most tasks at the same time; without it, as many as there are.",
                  "type": "integer",
                  "minimum": 1
                },
                "step_timeout": {
                  "description": "Seconds that one superstep may take.",
                  "type": "number",
                  "exclusiveMinimum": 0
                }
              }
            },
            "durability": {
              "description": "When checkpoints are written: before the next step starts (sync), while it runs (async), or at the end (exit).",
              "enum": ["sync", "async", "exit"],
              "default": "async"
            },
            "checkpointer": {
              "description": "Where threads are kept: \"memory\", or a plugin's checkpointer.",
              "allOf": [{"$ref": "#/definitions/builtInOrComponent"}]
            },
            "cache": {
              "description": "Where results of nodes are kept: \"memory\", or a plugin's cache.",
              "allOf": [{"$ref": "#/definitions/builtInOrComponent"}]
            },
            "store": {
              "description": "Items that outlive threads: \"memory\", or a plugin's store.",
              "allOf": [{"$ref": "#/definitions/builtInOrComponent"}]
            },
            "events": {
              "description": "Event processors that every run of the graph gets.",
              "type": "array",
              "items": {"$ref": "#/definitions/builtInOrComponent"}
            },
            "metadata": {
              "description": "Copied to events and checkpoints.",
              "type": "object"
            }
          },

        """#
}
