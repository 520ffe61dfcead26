extension ManifestSchema {
    /// Policies of nodes.
    static let policies = #"""
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
                  "description": "Kinds of errors, which also stand for those that they are bases of, or \"*\" for all; without it, all that another attempt can help.",
                  "oneOf": [
                    {"const": "*"},
                    {"type": "array", "items": {"type": "string", "minLength": 1}}
                  ]
                }
              }
            },
        """#
}
