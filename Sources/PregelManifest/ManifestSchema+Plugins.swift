extension ManifestSchema {
    /// What `plugins` holds.
    static let plugins = #"""
            "plugin": {
              "description": "A plugin: the path of its file, or an object.",
              "oneOf": [
                {"type": "string", "minLength": 1, "pattern": "^[^\\u0000]+$"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "patternProperties": {"^x-": true},
                  "oneOf": [{"required": ["path"]}, {"required": ["plugin"]}],
                  "properties": {
                    "path": {
                      "description": "The shared object: relative to this file's folder, else found by its name on the plugin search path.",
                      "type": "string",
                      "minLength": 1,
                      "pattern": "^[^\\u0000]+$"
                    },
                    "plugin": {
                      "description": "A plugin's identity, such as \"org.example.text\", found on the search path, or last in this file's folder.",
                      "type": "string",
                      "minLength": 1,
                      "pattern": "^[A-Za-z0-9._-]+$"
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
        """#
}
