extension ManifestSchema {
    /// Names, and what is said by them.
    static let names = #"""
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
        """#
}
