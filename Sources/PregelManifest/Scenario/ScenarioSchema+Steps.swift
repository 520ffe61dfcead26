extension ScenarioSchema {
    /// The steps by what they do, and the beginning of the object that `records` ends.
    static let steps = #"""
          "definitions": {
            "step": {
              "description": "A step.",
              "type": "object",
              "required": ["do"],
              "properties": {
                "do": {
                  "description": "What the step does.",
                  "enum": ["run", "state", "history", "update", "map", "delete"]
                }
              },
              "allOf": [
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "run"}}},
                  "then": {"$ref": "#/definitions/runStep"}
                },
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "state"}}},
                  "then": {"$ref": "#/definitions/stateStep"}
                },
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "history"}}},
                  "then": {"$ref": "#/definitions/historyStep"}
                },
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "update"}}},
                  "then": {"$ref": "#/definitions/updateStep"}
                },
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "map"}}},
                  "then": {"$ref": "#/definitions/mapStep"}
                },
                {
                  "if": {"required": ["do"], "properties": {"do": {"const": "delete"}}},
                  "then": {"$ref": "#/definitions/deleteStep"}
                }
              ]
            },
            "runStep": {
              "description": "Runs the graph.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "run"},
                "description": {"description": "What the step is for.", "type": "string"},
                "input": {
                  "description": "The input; null goes on with the thread.",
                  "type": ["object", "null"],
                  "default": null
                },
                "resume": {
                  "description": "The answer to an interrupt, any value; or {\"$by_interrupt\": [[k, answer], ...]}, answers to the k-th pending ones.",
                  "if": {"type": "object", "required": ["$by_interrupt"], "maxProperties": 1},
                  "then": {
                    "properties": {
                      "$by_interrupt": {
                        "type": "array",
                        "items": {
                          "type": "array",
                          "items": [{"type": "integer", "minimum": 0}, true],
                          "minItems": 2,
                          "maxItems": 2
                        }
                      }
                    }
                  }
                },
                "command": {
                  "description": "Changes the state, and goes to nodes; may stand beside \"resume\".",
                  "type": "object",
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "properties": {
                    "update": {"description": "Channels to write.", "type": "object"},
                    "goto": {
                      "description": "A node, or several.",
                      "oneOf": [
                        {"type": "string", "minLength": 1},
                        {"type": "array", "items": {"type": "string", "minLength": 1}}
                      ]
                    }
                  }
                },
                "thread": {
                  "description": "The thread of checkpoints that the step belongs to.",
                  "type": "string",
                  "minLength": 1,
                  "default": "t"
                },
                "stream": {
                  "description": "The stream's modes.",
                  "type": "array",
                  "items": {"enum": ["values", "updates", "custom", "messages", "tasks", "checkpoints"]},
                  "default": ["values", "updates"]
                },
                "subgraphs": {
                  "description": "Whether nested graphs stream too.",
                  "type": "boolean",
                  "default": false
                },
                "interrupt_before": {
                  "description": "Stop before these nodes; \"*\" means all.",
                  "oneOf": [
                    {"type": "null"},
                    {"const": "*"},
                    {"type": "array", "items": {"type": "string", "minLength": 1}}
                  ]
                },
                "interrupt_after": {
                  "description": "Stop after these nodes; \"*\" means all.",
                  "oneOf": [
                    {"type": "null"},
                    {"const": "*"},
                    {"type": "array", "items": {"type": "string", "minLength": 1}}
                  ]
                },
                "recursion_limit": {
                  "description": "The most supersteps; the manifest's, where left out.",
                  "type": "integer",
                  "minimum": 1
                },
                "durability": {
                  "description": "When checkpoints are written; the manifest's, where left out.",
                  "enum": ["sync", "async", "exit"]
                },
                "from_history": {
                  "description": "Start at the k-th newest checkpoint; 0 is the newest.",
                  "type": "integer",
                  "minimum": 0
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/runRecord"}]
                }
              },
              "dependencies": {
                "resume": {"properties": {"input": {"type": "null"}}},
                "command": {"properties": {"input": {"type": "null"}}}
              }
            },
            "stateStep": {
              "description": "Reads a thread's state.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "state"},
                "description": {"description": "What the step is for.", "type": "string"},
                "thread": {
                  "description": "The thread of checkpoints that the step belongs to.",
                  "type": "string",
                  "minLength": 1,
                  "default": "t"
                },
                "subgraphs": {
                  "description": "Whether tasks have their nested graph's snapshot.",
                  "type": "boolean",
                  "default": false
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/stateRecord"}]
                }
              }
            },
            "historyStep": {
              "description": "Reads a thread's checkpoints, newest first.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "history"},
                "description": {"description": "What the step is for.", "type": "string"},
                "thread": {
                  "description": "The thread of checkpoints that the step belongs to.",
                  "type": "string",
                  "minLength": 1,
                  "default": "t"
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/historyRecord"}]
                }
              }
            },
            "updateStep": {
              "description": "Changes a thread's state.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "update"},
                "description": {"description": "What the step is for.", "type": "string"},
                "thread": {
                  "description": "The thread of checkpoints that the step belongs to.",
                  "type": "string",
                  "minLength": 1,
                  "default": "t"
                },
                "values": {"description": "Channels to write.", "type": ["object", "null"]},
                "as_node": {"description": "The node that the change counts as.", "type": "string", "minLength": 1},
                "from_history": {
                  "description": "Start at the k-th newest checkpoint; 0 is the newest.",
                  "type": "integer",
                  "minimum": 0
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/updateRecord"}]
                }
              }
            },
            "mapStep": {
              "description": "Runs the graph once for each item.",
              "type": "object",
              "required": ["inputs", "over"],
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "map"},
                "description": {"description": "What the step is for.", "type": "string"},
                "inputs": {"description": "The input; channels of \"over\" hold lists of items.", "type": "object"},
                "over": {
                  "description": "The input channels that are lists.",
                  "type": "array",
                  "items": {"type": "string", "minLength": 1},
                  "minItems": 1
                },
                "mode": {
                  "description": "Item by item (zip), or each with each (product).",
                  "enum": ["zip", "product"],
                  "default": "zip"
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/mapRecord"}]
                }
              }
            },
            "deleteStep": {
              "description": "Forgets a thread.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "do": {"const": "delete"},
                "description": {"description": "What the step is for.", "type": "string"},
                "thread": {
                  "description": "The thread of checkpoints that the step belongs to.",
                  "type": "string",
                  "minLength": 1,
                  "default": "t"
                },
                "expect": {
                  "description": "What should happen: of the record, the keys that are compared.",
                  "allOf": [{"$ref": "#/definitions/deleteRecord"}]
                }
              }
            },

        """#
}
