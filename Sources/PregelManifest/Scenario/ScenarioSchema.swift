import PregelDiagnostics
import PregelValues

/// The JSON Schema (draft-07) of scenarios, for editors: `pregel-host schema scenario` prints it.
///
/// A manifest that stands in the scenario is held against its own schema, unless a step expects it to be refused.
package enum ScenarioSchema {
    /// The schema's text.
    package static let text = schema.json(.pretty)

    /// The schema, with the definitions of the manifest's beside its own.
    private static let schema: Value = {
        let own = value(of: root + steps + records)
        let manifest = value(
            of: ManifestSchema.text.exchanging("\"#/properties/", for: "\"#/definitions/manifest/properties/"))
        let itself = manifest.members.filter { !["$schema", "definitions"].contains($0.key) }
        let all =
            (own["definitions"].map { Array($0.members) } ?? [])
            + [(key: "manifest", value: .object(itself))]
            + (manifest["definitions"].map { Array($0.members) } ?? [])
        var schema = ObjectBuilder()
        for (key, value) in own.members { schema.set(key, to: key == "definitions" ? .object(all) : value) }
        return schema.finish()
    }()

    private static func value(of text: String) -> Value { (try? Value(json: Array(text.utf8))) ?? .null }

    /// The keys of a scenario itself; the object is left open.
    private static let root = #"""
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "pregel-host scenario, version 1",
          "description": "Tests a graph: a manifest, the steps that drive it, and what each should bring about.",
          "type": "object",
          "required": ["scenario", "manifest", "steps"],
          "additionalProperties": false,
          "patternProperties": {"^x-": {"description": "Free for other tools; the host does not look at it."}},
          "properties": {
            "$schema": {
              "description": "The schema of this file, for editors; the host ignores it.",
              "type": "string"
            },
            "scenario": {"description": "The version of the scenarios' format: 1.", "const": 1},
            "name": {
              "description": "What reports call the scenario; the file's name, where left out.",
              "type": "string",
              "minLength": 1
            },
            "description": {"description": "What the scenario shows, in a sentence.", "type": "string"},
            "manifest": {
              "description": "The graph: its manifest, or the path of its file from the scenario's folder.",
              "type": ["string", "object"],
              "minLength": 1
            },
            "checkpointer": {
              "description": "Whether the runs have the in-memory checkpointer.",
              "type": "boolean",
              "default": false
            },
            "cache": {
              "description": "Whether the runs have the in-memory cache.",
              "type": "boolean",
              "default": false
            },
            "steps": {
              "description": "What is done, in this order.",
              "type": "array",
              "items": {"$ref": "#/definitions/step"}
            }
          },
          "if": {
            "$comment": "Where a step expects that the manifest is refused, it may be anything.",
            "required": ["steps"],
            "properties": {
              "steps": {
                "contains": {
                  "type": "object",
                  "required": ["expect"],
                  "properties": {
                    "expect": {
                      "type": "object",
                      "required": ["error"],
                      "properties": {
                        "error": {
                          "type": "object",
                          "required": ["code"],
                          "properties": {"code": {"const": "INVALID_GRAPH"}}
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "else": {
            "properties": {"manifest": {"if": {"type": "object"}, "then": {"$ref": "#/definitions/manifest"}}}
          },

        """#
}
