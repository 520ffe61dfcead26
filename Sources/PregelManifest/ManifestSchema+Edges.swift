extension ManifestSchema {
    /// What `edges` holds.
    static let edges = #"""
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
        """#
}
