extension ManifestSchema {
    /// What `state` holds.
    static let state = #"""
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
        """#
}
