extension ManifestSchema {
    /// What `nodes` holds.
    static let nodes = #"""
            "ports": {
              "description": "Names and the channels that they are joined to.",
              "type": "object",
              "additionalProperties": {"$ref": "#/definitions/name"}
            },
            "node": {
              "description": "A node: a component, or a nested graph.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "oneOf": [
                {
                  "required": ["use"],
                  "properties": {"persistence": false, "runner": false, "map": false}
                },
                {
                  "required": ["graph"],
                  "properties": {"config": false}
                }
              ],
              "properties": {
                "use": {"$ref": "#/definitions/componentName"},
                "config": {"$ref": "#/definitions/config"},
                "graph": {
                  "description": "A nested graph: the path of another manifest, relative to this file, or a manifest inline.",
                  "oneOf": [
                    {"type": "string", "minLength": 1, "pattern": "^[^\\u0000]+$"},
                    {"$ref": "#/definitions/graph"}
                  ]
                },
                "persistence": {
                  "description": "Of a nested graph: whether its checkpoints are its parent's (inherit), its own, or none.",
                  "enum": ["inherit", "own", "none"],
                  "default": "inherit"
                },
                "input": {
                  "description": "The part of the state that the node sees; all of it, where left out.",
                  "allOf": [{"$ref": "#/definitions/channelNames"}]
                },
                "inputs": {
                  "description": "Dataflow wiring: the node's parameters and the channels that they are read from.",
                  "allOf": [{"$ref": "#/definitions/ports"}]
                },
                "outputs": {
                  "description": "Dataflow wiring: the node's results and the channels that they are written to.",
                  "allOf": [{"$ref": "#/definitions/ports"}]
                },
                "retry": {
                  "description": "When and how the node runs again after a failure; of several policies the first that matches wins.",
                  "oneOf": [
                    {"$ref": "#/definitions/retry"},
                    {"type": "array", "items": {"$ref": "#/definitions/retry"}, "minItems": 1}
                  ]
                },
                "timeout": {
                  "description": "How long an attempt may take: seconds, or an object.",
                  "oneOf": [
                    {"type": "number", "exclusiveMinimum": 0},
                    {
                      "type": "object",
                      "additionalProperties": false,
                      "patternProperties": {"^x-": true},
                      "anyOf": [{"required": ["run"]}, {"required": ["idle"]}],
                      "dependencies": {"refresh_on": ["idle"]},
                      "properties": {
                        "run": {
                          "description": "Seconds from start to end.",
                          "type": "number",
                          "exclusiveMinimum": 0
                        },
                        "idle": {
                          "description": "Seconds without a sign of life.",
                          "type": "number",
                          "exclusiveMinimum": 0
                        },
                        "refresh_on": {
                          "description": "What counts as a sign of life: whatever the node does (auto), or its heartbeats alone.",
                          "enum": ["auto", "heartbeat"],
                          "default": "auto"
                        }
                      }
                    }
                  ]
                },
                "cache": {
                  "description": "Keep the node's results, and give them again for the same input.",
                  "type": "object",
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "properties": {
                    "ttl": {
                      "description": "Seconds that a result is kept; null means for ever.",
                      "oneOf": [{"type": "null"}, {"type": "number", "exclusiveMinimum": 0}],
                      "default": null
                    },
                    "key": {
                      "description": "The channels that make up the key; the whole input, where left out.",
                      "allOf": [{"$ref": "#/definitions/channelNames"}]
                    }
                  }
                },
                "defer": {
                  "description": "Whether the node waits until nothing else is left to do.",
                  "type": "boolean",
                  "default": false
                },
                "on_error": {
                  "description": "Runs in the same superstep when the node has failed for good, and says where to go.",
                  "allOf": [{"$ref": "#/definitions/component"}]
                },
                "runner": {
                  "description": "Of a nested graph: the runner that runs it; its parent's, where left out.",
                  "enum": ["sync", "async", "daft"]
                },
                "map": {
                  "description": "Of a nested graph: run it once for each item.",
                  "type": "object",
                  "required": ["over"],
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "properties": {
                    "over": {
                      "description": "The channels whose items are run over.",
                      "type": "array",
                      "items": {"$ref": "#/definitions/name"},
                      "minItems": 1,
                      "uniqueItems": true
                    },
                    "mode": {
                      "description": "The first items together, then the second ones (zip), or each with each (product).",
                      "enum": ["zip", "product"],
                      "default": "zip"
                    }
                  }
                },
                "destinations": {
                  "description": "Where the node may go by itself; anywhere, where left out.",
                  "type": "array",
                  "items": {"$ref": "#/definitions/target"}
                },
                "metadata": {
                  "description": "Copied to the node's events.",
                  "type": "object"
                }
              }
            },
        """#
}
