extension BrokenManifest {
    static let values: [BrokenManifest] = [outOfRange, badChoices, channels, schemas, pluginNames, plugins]

    static let outOfRange = BrokenManifest(
        "numbers out of range", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {},
          "nodes": {
            "a": {
              "use": "std.pass",
              "retry": [{"max_attempts": 0, "initial_interval": -1}, {"jitter": 1}],
              "timeout": 0,
              "cache": {"ttl": -5}
            },
            "b": {"use": "std.pass", "retry": [], "timeout": {"refresh_on": "heartbeat"}},
            "c": {"use": "std.pass", "retry": 3, "timeout": "1s"}
          },
          "edges": [{"from": "START", "to": "a"}],
          "limits": {"recursion_limit": 2.5, "max_concurrency": 0, "step_timeout": true}
        }
        """,
        expected: #"""
            error[manifest.bad-value]: "max_attempts" must be at least 1, found 0
              --> graph.json:8:34  (/nodes/a/retry/0/max_attempts)
               |      "retry": [{"max_attempts": 0, "initial_interval": -1}, {"jitter": 1}],
               |                                 ^

            error[manifest.bad-value]: "initial_interval" must be at least 0, found -1
              --> graph.json:8:57  (/nodes/a/retry/0/initial_interval)
               |      "retry": [{"max_attempts": 0, "initial_interval": -1}, {"jitter": 1}],
               |                                                        ^^

            error[manifest.wrong-type]: "jitter" must be true or false, found 1
              --> graph.json:8:73  (/nodes/a/retry/1/jitter)
               |      "retry": [{"max_attempts": 0, "initial_interval": -1}, {"jitter": 1}],
               |                                                                        ^

            error[manifest.bad-value]: "timeout" must be above 0, found 0
              --> graph.json:9:18  (/nodes/a/timeout)
               |      "timeout": 0,
               |                 ^

            error[manifest.bad-value]: "ttl" must be above 0, found -5
              --> graph.json:10:24  (/nodes/a/cache/ttl)
               |      "cache": {"ttl": -5}
               |                       ^^

            error[manifest.bad-value]: "retry" must be a policy or a list of at least one, found an empty array
              --> graph.json:12:39  (/nodes/b/retry)
               |    "b": {"use": "std.pass", "retry": [], "timeout": {"refresh_on": "heartbeat"}},
               |                                      ^^

            error[manifest.missing-key]: a timeout needs the key "run", which is missing
              --> graph.json:12:54  (/nodes/b/timeout)
               |    "b": {"use": "std.pass", "retry": [], "timeout": {"refresh_on": "heartbeat"}},
               |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
               = fix: add "run" or "idle", a number of seconds

            error[manifest.misplaced-key]: "refresh_on" says when "idle" starts anew, which is missing
              --> graph.json:12:55  (/nodes/b/timeout/refresh_on)
               |    "b": {"use": "std.pass", "retry": [], "timeout": {"refresh_on": "heartbeat"}},
               |                                                      ^^^^^^^^^^^^
               = fix: remove "refresh_on"

            error[manifest.wrong-type]: "retry" must be a policy (an object) or a list of them, found 3
              --> graph.json:13:39  (/nodes/c/retry)
               |    "c": {"use": "std.pass", "retry": 3, "timeout": "1s"}
               |                                      ^

            error[manifest.wrong-type]: "timeout" must be a number of seconds or an object, found "1s"
              --> graph.json:13:53  (/nodes/c/timeout)
               |    "c": {"use": "std.pass", "retry": 3, "timeout": "1s"}
               |                                                    ^^^^

            error[manifest.wrong-type]: "recursion_limit" must be a whole number, found 2.5
              --> graph.json:16:33  (/limits/recursion_limit)
               |  "limits": {"recursion_limit": 2.5, "max_concurrency": 0, "step_timeout": true}
               |                                ^^^

            error[manifest.bad-value]: "max_concurrency" must be at least 1, found 0
              --> graph.json:16:57  (/limits/max_concurrency)
               |  "limits": {"recursion_limit": 2.5, "max_concurrency": 0, "step_timeout": true}
               |                                                        ^

            error[manifest.wrong-type]: "step_timeout" must be a number, found true
              --> graph.json:16:76  (/limits/step_timeout)
               |  "limits": {"recursion_limit": 2.5, "max_concurrency": 0, "step_timeout": true}
               |                                                                           ^^^^
            """#)

    static let badChoices = BrokenManifest(
        "values that are none of the valid ones", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {"text": {"path": "libtext.so", "isolation": "proces"}},
          "state": {"x": {"channel": "lastvalue"}, "y": {"channel": "append"}},
          "nodes": {
            "a": {"use": "std.pass", "timeout": {"run": 1, "idle": 1, "refresh_on": "beat"}},
            "b": {
              "graph": {"name": "in", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}]},
              "runner": "asink",
              "persistence": "shared"
            }
          },
          "edges": [{"from": "START", "to": "a"}],
          "durability": "never"
        }
        """,
        expected: #"""
            error[manifest.bad-value]: "isolation" must be "in_process" or "process", found "proces"
              --> graph.json:4:59  (/plugins/text/isolation)
               |  "plugins": {"text": {"path": "libtext.so", "isolation": "proces"}},
               |                                                          ^^^^^^^^
               = fix: write "process"

            error[manifest.bad-value]: "channel" must be "last_value", "reduce", "topic", "ephemeral", "any_value" or "untracked", found "lastvalue"
              --> graph.json:5:30  (/state/x/channel)
               |  "state": {"x": {"channel": "lastvalue"}, "y": {"channel": "append"}},
               |                             ^^^^^^^^^^^
               = fix: write "last_value"

            error[manifest.bad-value]: "channel" must be "last_value", "reduce", "topic", "ephemeral", "any_value" or "untracked", found "append"
              --> graph.json:5:61  (/state/y/channel)
               |  "state": {"x": {"channel": "lastvalue"}, "y": {"channel": "append"}},
               |                                                            ^^^^^^^^
               = fix: write "channel": "reduce", "reducer": "append"

            error[manifest.bad-value]: "refresh_on" must be "auto" or "heartbeat", found "beat"
              --> graph.json:7:77  (/nodes/a/timeout/refresh_on)
               |    "a": {"use": "std.pass", "timeout": {"run": 1, "idle": 1, "refresh_on": "beat"}},
               |                                                                            ^^^^^^

            error[manifest.bad-value]: "runner" must be "sync", "async" or "daft", found "asink"
              --> graph.json:10:17  (/nodes/b/runner)
               |      "runner": "asink",
               |                ^^^^^^^

            error[manifest.bad-value]: "persistence" must be "inherit", "own" or "none", found "shared"
              --> graph.json:11:22  (/nodes/b/persistence)
               |      "persistence": "shared"
               |                     ^^^^^^^^

            error[manifest.bad-value]: "durability" must be "sync", "async" or "exit", found "never"
              --> graph.json:15:17  (/durability)
               |  "durability": "never"
               |                ^^^^^^^
            """#)

    static let channels = BrokenManifest(
        "channels that do not fit together", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {
            "a": {"channel": "reduce"},
            "b": {"channel": "reduce", "reducer": "apend"},
            "c": {"channel": "reduce", "reducer": "append", "initial": 0},
            "d": {"reducer": "sum"},
            "e": {"channel": "topic", "guard": false},
            "f": {"channel": "ephemeral", "accumulate": true}
          },
          "nodes": {"n": {"use": "std.pass"}},
          "edges": [{"from": "START", "to": "n"}]
        }
        """,
        expected: #"""
            error[manifest.missing-key]: a channel of the kind "reduce" needs the key "reducer", which is missing
              --> graph.json:5:10  (/state/a)
               |    "a": {"channel": "reduce"},
               |         ^^^^^^^^^^^^^^^^^^^^^
               = fix: add "reducer": one of append, sum, merge, union, max, min, and, or, messages, or a plugin's "alias.component"

            error[manifest.unknown-reducer]: there is no built-in reducer "apend"
              --> graph.json:6:43  (/state/b/reducer)
               |    "b": {"channel": "reduce", "reducer": "apend"},
               |                                          ^^^^^^^
               = built-in reducers: append, sum, merge, union, max, min, and, or, messages
               = a plugin's reducer is written "alias.component"
               = fix: write "append"

            error[manifest.wrong-type]: "initial" must be an array where the reducer is "append", found 0
              --> graph.json:7:64  (/state/c/initial)
               |    "c": {"channel": "reduce", "reducer": "append", "initial": 0},
               |                                                               ^

            error[manifest.misplaced-key]: "reducer" belongs to channels of the kind "reduce", and this one is "last_value"
              --> graph.json:8:11  (/state/d/reducer)
               |    "d": {"reducer": "sum"},
               |          ^^^^^^^^^
               = fix: add "channel": "reduce"

            error[manifest.misplaced-key]: "guard" belongs to channels of the kind "ephemeral" and "untracked", and this one is "topic"
              --> graph.json:9:31  (/state/e/guard)
               |    "e": {"channel": "topic", "guard": false},
               |                              ^^^^^^^
               = fix: remove "guard"

            error[manifest.misplaced-key]: "accumulate" belongs to channels of the kind "topic", and this one is "ephemeral"
              --> graph.json:10:35  (/state/f/accumulate)
               |    "f": {"channel": "ephemeral", "accumulate": true}
               |                                  ^^^^^^^^^^^^
               = fix: remove "accumulate"
            """#)

    static let schemas = BrokenManifest(
        "channel schemas that are none", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "state": {
            "a": {"schema": {"type": "strin"}},
            "b": {"schema": {"properties": {"x": {"minimum": "0"}}, "required": "x"}},
            "c": {"schema": {"$ref": "#/definitions/gone"}},
            "d": {"schema": {"pattern": "(a"}},
            "e": {"schema": {"allOf": [{"$ref": "#"}]}},
            "f": {"schema": "string"}
          },
          "nodes": {"n": {"use": "std.pass"}},
          "edges": [{"from": "START", "to": "n"}]
        }
        """,
        expected: #"""
            error[manifest.bad-schema]: "schema" is no JSON Schema: there is no type "strin"; the types are null, boolean, integer, number, string, array, object
              --> graph.json:5:30  (/state/a/schema/type)
               |    "a": {"schema": {"type": "strin"}},
               |                             ^^^^^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: "minimum" is a number
              --> graph.json:6:54  (/state/b/schema/properties/x/minimum)
               |    "b": {"schema": {"properties": {"x": {"minimum": "0"}}, "required": "x"}},
               |                                                     ^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: a list of strings is needed
              --> graph.json:6:73  (/state/b/schema/required)
               |    "b": {"schema": {"properties": {"x": {"minimum": "0"}}, "required": "x"}},
               |                                                                        ^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: "$ref" leads to "#/definitions/gone", which is not there
              --> graph.json:7:30  (/state/c/schema/$ref)
               |    "c": {"schema": {"$ref": "#/definitions/gone"}},
               |                             ^^^^^^^^^^^^^^^^^^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: the pattern "(a" cannot be used: the group does not end, at character 1
              --> graph.json:8:33  (/state/d/schema/pattern)
               |    "d": {"schema": {"pattern": "(a"}},
               |                                ^^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: the schema refers to itself without end
              --> graph.json:9:32  (/state/e/schema/allOf/0)
               |    "e": {"schema": {"allOf": [{"$ref": "#"}]}},
               |                               ^^^^^^^^^^^^^

            error[manifest.bad-schema]: "schema" is no JSON Schema: a schema is an object, true or false, not "string"
              --> graph.json:10:21  (/state/f/schema)
               |    "f": {"schema": "string"}
               |                    ^^^^^^^^
            """#)

    static let pluginNames = BrokenManifest(
        "identities and paths of characters that they cannot have", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {
            "a": {"plugin": "org/example/a.so"},
            "b": {"plugin": "org.example.b\\u001b[2J"},
            "c": "libc.so\\u0000.txt"
          },
          "state": {},
          "nodes": {"n": {"graph": "inner.json\\u0000"}},
          "edges": [{"from": "START", "to": "n"}]
        }
        """,
        expected: #"""
            error[manifest.bad-value]: "plugin" must be a plugin's identity, which matches [A-Za-z0-9._-]+, found "org/example/a.so"
              --> graph.json:5:21  (/plugins/a/plugin)
               |    "a": {"plugin": "org/example/a.so"},
               |                    ^^^^^^^^^^^^^^^^^^
               = for example: "org.example.text"
               = fix: give a file as "path"

            error[manifest.bad-value]: "plugin" must be a plugin's identity, which matches [A-Za-z0-9._-]+, found "org.example.b\u001b[2J"
              --> graph.json:6:21  (/plugins/b/plugin)
               |    "b": {"plugin": "org.example.b\u001b[2J"},
               |                    ^^^^^^^^^^^^^^^^^^^^^^^^
               = for example: "org.example.text"

            error[manifest.bad-value]: the plugin "c" must be a path, which has no NUL character, found "libc.so\u0000.txt"
              --> graph.json:7:10  (/plugins/c)
               |    "c": "libc.so\u0000.txt"
               |         ^^^^^^^^^^^^^^^^^^^

            error[manifest.bad-value]: "graph" must be a path, which has no NUL character, found "inner.json\u0000"
              --> graph.json:10:28  (/nodes/n/graph)
               |  "nodes": {"n": {"graph": "inner.json\u0000"}},
               |                           ^^^^^^^^^^^^^^^^^^
            """#)

    static let plugins = BrokenManifest(
        "plugins that are not well named", isStructural: true,
        """
        {
          "version": 1,
          "name": "shop",
          "plugins": {
            "a": {"require": "new", "path": "liba.so"},
            "b": {"plugin": "org.example.b", "sha256": "abc"},
            "c": {},
            "d": 7,
            "e": {"path": "", "grants": {"network": "yes", "files": []}}
          },
          "state": {},
          "nodes": {"n": {"use": "a.run"}},
          "edges": [{"from": "START", "to": "n"}]
        }
        """,
        expected: #"""
            error[manifest.bad-value]: "require" must be a range of versions, found "new"
              --> graph.json:5:22  (/plugins/a/require)
               |    "a": {"require": "new", "path": "liba.so"},
               |                     ^^^^^
               = examples: ">=1.2 <2", "^1.2", "~1.2.3", "=1.2.3"

            error[manifest.bad-value]: "sha256" must be a SHA-256 hash, 64 hexadecimal digits, found "abc"
              --> graph.json:6:48  (/plugins/b/sha256)
               |    "b": {"plugin": "org.example.b", "sha256": "abc"},
               |                                               ^^^^^

            error[manifest.missing-key]: a plugin needs the key "path", which is missing
              --> graph.json:7:10  (/plugins/c)
               |    "c": {},
               |         ^^
               = fix: add "path" (a file), or "plugin" (an identity)

            error[manifest.wrong-type]: the plugin "d" must be a path or an object, found 7
              --> graph.json:8:10  (/plugins/d)
               |    "d": 7,
               |         ^

            error[manifest.bad-value]: "path" must be a string that is not empty, found ""
              --> graph.json:9:19  (/plugins/e/path)
               |    "e": {"path": "", "grants": {"network": "yes", "files": []}}
               |                  ^^

            error[manifest.wrong-type]: "network" must be true or false, found "yes"
              --> graph.json:9:45  (/plugins/e/grants/network)
               |    "e": {"path": "", "grants": {"network": "yes", "files": []}}
               |                                            ^^^^^

            error[manifest.unknown-key]: "grants" has no key "files"
              --> graph.json:9:52  (/plugins/e/grants/files)
               |    "e": {"path": "", "grants": {"network": "yes", "files": []}}
               |                                                   ^^^^^^^
               = valid keys: network, filesystem, environment, subprocess
               = fix: remove it, or begin it with "x-" to keep it for yourself
            """#)
}
