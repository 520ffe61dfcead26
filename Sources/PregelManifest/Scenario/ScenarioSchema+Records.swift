extension ScenarioSchema {
    /// What is expected of the steps, and the end of the object that `root` begins.
    static let records = #"""
            "runRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "status": {
                      "description": "How the run ended.",
                      "anyOf": [{"$ref": "#/definitions/match"}, {"enum": ["completed", "interrupted", "failed"]}]
                    },
                    "output": {"description": "The output channels' values at the end; null where there are none."},
                    "stream": {
                      "description": "What was streamed, in canonical order.",
                      "anyOf": [
                        {"$ref": "#/definitions/match"},
                        {"type": "array", "items": {"$ref": "#/definitions/expectedEntry"}}
                      ]
                    },
                    "interrupts": {
                      "description": "What is asked, in task order.",
                      "anyOf": [
                        {"$ref": "#/definitions/match"},
                        {"type": "array", "items": {"$ref": "#/definitions/expectedInterrupt"}}
                      ]
                    },
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "stateRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "snapshot": {
                      "description": "The thread's state.",
                      "allOf": [{"$ref": "#/definitions/expectedSnapshot"}]
                    },
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "historyRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "snapshots": {
                      "description": "The thread's checkpoints, newest first.",
                      "anyOf": [
                        {"$ref": "#/definitions/match"},
                        {"type": "array", "items": {"$ref": "#/definitions/expectedSnapshot"}}
                      ]
                    },
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "updateRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "ok": {"description": "Whether it was done."},
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "mapRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "outputs": {
                      "description": "The output for each item, in the items' order; null where a run failed."
                    },
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "deleteRecord": {
              "allOf": [
                {"$ref": "#/definitions/expected"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "ok": {"description": "Whether it was done."},
                    "error": {"description": "Why it failed.", "allOf": [{"$ref": "#/definitions/expectedError"}]}
                  }
                }
              ]
            },
            "expectedError": {
              "anyOf": [
                {"type": "null"},
                {"$ref": "#/definitions/match"},
                {
                  "description": "The code; of a NODE_ERROR also the node, and the error's kind and message.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {"code": {}, "node": {}, "kind": {}, "message": {}}
                }
              ]
            },
            "expectedEntry": {
              "anyOf": [
                {"$ref": "#/definitions/match"},
                {
                  "description": "An entry of a stream.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "ns": {"description": "The names of the nodes of the nested graph; [] for the root."},
                    "mode": {"description": "The stream's mode."},
                    "data": {"description": "What it shows."}
                  }
                }
              ]
            },
            "expectedInterrupt": {
              "anyOf": [
                {"$ref": "#/definitions/match"},
                {
                  "description": "An interrupt.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {"value": {"description": "What is asked."}}
                }
              ]
            },
            "expectedSnapshot": {
              "anyOf": [
                {"$ref": "#/definitions/match"},
                {
                  "description": "A state as it is kept.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "values": {"description": "All channels that are available."},
                    "next": {"description": "The nodes that run next, sorted."},
                    "source": {"description": "What made it: input, loop, update or fork."},
                    "step": {"description": "Its superstep; -1 for the input."},
                    "tasks": {
                      "description": "The tasks of the next superstep.",
                      "anyOf": [
                        {"$ref": "#/definitions/match"},
                        {"type": "array", "items": {"$ref": "#/definitions/expectedTask"}}
                      ]
                    }
                  }
                }
              ]
            },
            "expectedTask": {
              "anyOf": [
                {"$ref": "#/definitions/match"},
                {
                  "description": "A task.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "name": {},
                    "interrupts": {},
                    "error": {},
                    "state": {"$ref": "#/definitions/expectedSnapshot"}
                  }
                }
              ]
            },
            "expected": {
              "description": "A value, with forms for what varies.",
              "if": {"type": "object", "required": ["$match"]},
              "then": {"$ref": "#/definitions/match"},
              "else": {
                "additionalProperties": {"$ref": "#/definitions/expected"},
                "items": {"$ref": "#/definitions/expected"}
              }
            },
            "match": {
              "description": "Stands for values that vary.",
              "type": "object",
              "required": ["$match"],
              "additionalProperties": false,
              "properties": {
                "$match": {
                  "oneOf": [
                    {"const": "any"},
                    {
                      "type": "object",
                      "additionalProperties": false,
                      "properties": {
                        "type": {
                          "description": "The kind of value, or several.",
                          "anyOf": [
                            {"$ref": "#/definitions/matchType"},
                            {"type": "array", "items": {"$ref": "#/definitions/matchType"}}
                          ]
                        },
                        "pattern": {
                          "description": "A string in which this regular expression matches.",
                          "type": "string",
                          "format": "regex"
                        },
                        "close_to": {"description": "A number that is about this one.", "type": "number"},
                        "within": {"description": "How far from it, at most.", "type": "number", "minimum": 0}
                      },
                      "minProperties": 1,
                      "dependencies": {"close_to": ["within"], "within": ["close_to"]}
                    }
                  ]
                }
              }
            },
            "matchType": {"enum": ["null", "boolean", "integer", "number", "string", "array", "object"]}
          }
        }
        """#
}
