extension ManifestSchema {
    /// What the keys hold, and the end of the object that `root` begins.
    static let definitions = #"""
          "definitions": {
            "name": {
              "description": "A name: letters, digits, \"_\" and \"-\", not a digit or \"-\" first. START, END and names that begin with \"__\" are reserved.",
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$",
              "not": {"anyOf": [{"enum": ["START", "END"]}, {"type": "string", "pattern": "^__"}]}
            },
            "channelNames": {
              "description": "Names of channels, each once.",
              "type": "array",
              "items": {"$ref": "#/definitions/name"},
              "uniqueItems": true
            },
            "selection": {
              "description": "Nodes, or \"*\" for all.",
              "oneOf": [
                {"const": "*"},
                {"type": "array", "items": {"$ref": "#/definitions/name"}, "uniqueItems": true}
              ]
            },
            "target": {
              "description": "A node, or END.",
              "type": "string",
              "anyOf": [{"const": "END"}, {"$ref": "#/definitions/name"}]
            },
            "targets": {
              "description": "A node, or several.",
              "oneOf": [
                {"$ref": "#/definitions/target"},
                {"type": "array", "items": {"$ref": "#/definitions/target"}, "minItems": 1}
              ]
            },
            "componentName": {
              "description": "A component: \"alias.component\". The built-in ones have the alias \"std\".",
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)+$"
            },
            "config": {
              "description": "The component's configuration, checked against the schema that it declares.",
              "type": "object"
            },
            "component": {
              "description": "A component and its configuration.",
              "type": "object",
              "required": ["use"],
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "use": {"$ref": "#/definitions/componentName"},
                "config": {"$ref": "#/definitions/config"}
              }
            },
            "builtInOrComponent": {
              "description": "A component and its configuration; a built-in one by its bare name.",
              "type": "object",
              "required": ["use"],
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "use": {
                  "description": "A built-in component (\"memory\"), or \"alias.component\".",
                  "type": "string",
                  "pattern": "^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*$"
                },
                "config": {"$ref": "#/definitions/config"}
              }
            },
            "plugin": {
              "description": "A plugin: the path of its file, or an object.",
              "oneOf": [
                {"type": "string", "minLength": 1},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "oneOf": [{"required": ["path"]}, {"required": ["plugin"]}],
                  "properties": {
                    "path": {
                      "description": "The shared object: relative to this file's folder, else found by its name on the plugin search path.",
                      "type": "string",
                      "minLength": 1
                    },
                    "plugin": {
                      "description": "A plugin's identity, such as \"org.example.text\", found on the search path.",
                      "type": "string",
                      "minLength": 1
                    },
                    "require": {
                      "description": "The versions that will do: \">=1.2 <2\", \"^1.2\", \"~1.2.3\", \"=1.2.3\". A bare version means \"^\".",
                      "type": "string",
                      "pattern": "^[ ,]*((>=|<=|>|<|=|\\^|~)? *\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?|\\*)([ ,]+((>=|<=|>|<|=|\\^|~)? *\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?|\\*))*[ ,]*$"
                    },
                    "config": {
                      "description": "Handed to the plugin once, checked against the schema that it declares."
                    },
                    "sha256": {
                      "description": "Refuse the file unless its bytes hash to this.",
                      "type": "string",
                      "pattern": "^[0-9A-Fa-f]{64}$"
                    },
                    "isolation": {
                      "description": "Where the plugin's nodes run: in this process, or in a worker process of their own.",
                      "enum": ["in_process", "process"],
                      "default": "in_process"
                    },
                    "grants": {
                      "description": "What the plugin may use, out of what it declares that it needs; absent means none.",
                      "type": "object",
                      "additionalProperties": false,
                      "patternProperties": {"^x-": true},
                      "properties": {
                        "network": {
                          "description": "Whether it may use the network.",
                          "type": "boolean",
                          "default": false
                        },
                        "filesystem": {
                          "description": "Paths that it may read and write.",
                          "type": "array",
                          "items": {"type": "string", "minLength": 1}
                        },
                        "environment": {
                          "description": "Environment variables that it may read.",
                          "type": "array",
                          "items": {"type": "string", "minLength": 1}
                        },
                        "subprocess": {
                          "description": "Whether it may start processes.",
                          "type": "boolean",
                          "default": false
                        }
                      }
                    }
                  }
                }
              ]
            },
            "channel": {
              "description": "A channel. {} is one that keeps the last value.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "channel": {
                  "description": "How the channel keeps what is written to it.",
                  "enum": ["last_value", "reduce", "topic", "ephemeral", "any_value", "untracked"],
                  "default": "last_value"
                },
                "reducer": {
                  "description": "Of a reduce channel: how two values become one.",
                  "oneOf": [
                    {"enum": ["append", "sum", "merge", "union", "max", "min", "and", "or", "messages"]},
                    {"$ref": "#/definitions/componentName"},
                    {"$ref": "#/definitions/component"}
                  ]
                },
                "initial": {
                  "description": "Of a reduce channel: the value before the first write, in place of the reducer's own."
                },
                "accumulate": {
                  "description": "Of a topic: whether it keeps what earlier steps wrote.",
                  "type": "boolean",
                  "default": false
                },
                "guard": {
                  "description": "Of an ephemeral or untracked channel: whether two writes in one superstep are an error.",
                  "type": "boolean",
                  "default": true
                },
                "schema": {
                  "description": "A JSON Schema; a write that does not fit is refused.",
                  "type": ["object", "boolean"]
                },
                "description": {
                  "description": "What the channel holds.",
                  "type": "string"
                }
              },
              "allOf": [
                {
                  "if": {"required": ["channel"], "properties": {"channel": {"const": "reduce"}}},
                  "then": {
                    "required": ["reducer"],
                    "allOf": [
                      {
                        "if": {"properties": {"reducer": {"enum": ["append", "union", "messages"]}}},
                        "then": {"properties": {"initial": {"type": "array"}}}
                      },
                      {
                        "if": {"properties": {"reducer": {"const": "merge"}}},
                        "then": {"properties": {"initial": {"type": "object"}}}
                      },
                      {
                        "if": {"properties": {"reducer": {"const": "sum"}}},
                        "then": {"properties": {"initial": {"type": "number"}}}
                      }
                    ]
                  },
                  "else": {"properties": {"reducer": false, "initial": false}}
                },
                {
                  "if": {"required": ["channel"], "properties": {"channel": {"const": "topic"}}},
                  "else": {"properties": {"accumulate": false}}
                },
                {
                  "if": {"required": ["channel"], "properties": {"channel": {"enum": ["ephemeral", "untracked"]}}},
                  "else": {"properties": {"guard": false}}
                }
              ]
            },
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
                    {"type": "string", "minLength": 1},
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
            "retry": {
              "description": "A retry policy.",
              "type": "object",
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "properties": {
                "max_attempts": {
                  "description": "Attempts in all, the first one included.",
                  "type": "integer",
                  "minimum": 1,
                  "default": 3
                },
                "initial_interval": {
                  "description": "Seconds before the second attempt.",
                  "type": "number",
                  "minimum": 0,
                  "default": 0.5
                },
                "backoff_factor": {
                  "description": "What the interval grows by with each attempt.",
                  "type": "number",
                  "minimum": 0,
                  "default": 2
                },
                "max_interval": {
                  "description": "The longest interval, in seconds.",
                  "type": "number",
                  "minimum": 0,
                  "default": 128
                },
                "jitter": {
                  "description": "Whether up to a second is added at random.",
                  "type": "boolean",
                  "default": true
                },
                "retry_on": {
                  "description": "Kinds of errors, or \"*\" for all; without it, all that another attempt can help.",
                  "oneOf": [
                    {"const": "*"},
                    {"type": "array", "items": {"type": "string", "minLength": 1}}
                  ]
                }
              }
            },
            "edge": {
              "description": "An edge, a join (several in \"from\"), or a conditional edge (\"route\").",
              "type": "object",
              "required": ["from"],
              "additionalProperties": false,
              "patternProperties": {"^x-": true},
              "oneOf": [
                {
                  "required": ["to"],
                  "properties": {"targets": false}
                },
                {
                  "required": ["route"],
                  "properties": {"from": {"type": "string"}}
                }
              ],
              "properties": {
                "from": {
                  "description": "A node, START, or several nodes, all of which must be done.",
                  "oneOf": [
                    {"type": "string", "anyOf": [{"const": "START"}, {"$ref": "#/definitions/name"}]},
                    {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1}
                  ]
                },
                "to": {
                  "description": "The node, or nodes, that run next; END ends the run.",
                  "allOf": [{"$ref": "#/definitions/targets"}]
                },
                "route": {
                  "description": "Who decides where the edge leads: an expression, or a router.",
                  "type": "object",
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "oneOf": [
                    {"required": ["expr"], "properties": {"config": false}},
                    {"required": ["use"]}
                  ],
                  "properties": {
                    "expr": {
                      "description": "A JsonLogic expression over the state: gives a node, a list of nodes, or a result that \"targets\" maps."
                    },
                    "use": {"$ref": "#/definitions/componentName"},
                    "config": {"$ref": "#/definitions/config"}
                  }
                },
                "targets": {
                  "description": "Where the route may lead: nodes, or results and the nodes that they mean. Left out, every node.",
                  "oneOf": [
                    {"type": "array", "items": {"$ref": "#/definitions/target"}, "minItems": 1},
                    {
                      "type": "object",
                      "additionalProperties": {"$ref": "#/definitions/target"},
                      "minProperties": 1
                    }
                  ]
                }
              }
            },
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
