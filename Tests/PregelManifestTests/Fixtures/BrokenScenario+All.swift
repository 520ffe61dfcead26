extension BrokenScenario {
    static let all = [keys, types, words, records, forms, elsewhere, conflict, json]

    static let keys = BrokenScenario(
        "unknown and missing keys",
        #"""
        {
          "scenario": 1,
          "nam": "a typo",
          "x-owner": "free",
          "steps": [
            {"do": "run", "inputs": {}},
            {"input": {}},
            {"do": "state", "input": {}, "expect": {"snapshots": []}}
          ]
        }
        """#,
        expected: #"""
            error[scenario.missing-key]: a scenario needs the key "manifest", which is missing
              --> test.json:1:1
               | {
               | ^
               = fix: add "manifest": the graph itself, or the path of its file

            error[scenario.unknown-key]: a scenario has no key "nam"
              --> test.json:3:3  (/nam)
               |  "nam": "a typo",
               |  ^^^^^
               = valid keys: $schema, scenario, name, description, manifest, checkpointer, cache, steps
               = fix: write "name"

            error[scenario.unknown-key]: a step that does "run" has no key "inputs"
              --> test.json:6:19  (/steps/0/inputs)
               |    {"do": "run", "inputs": {}},
               |                  ^^^^^^^^
               = valid keys: do, description, expect, input, resume, command, thread, stream, subgraphs, interrupt_before, interrupt_after, recursion_limit, durability, from_history
               = fix: write "input"

            error[scenario.missing-key]: a step needs the key "do", which is missing
              --> test.json:7:5  (/steps/1)
               |    {"input": {}},
               |    ^^^^^^^^^^^^^
               = fix: add "do": "run"

            error[scenario.unknown-key]: a step that does "state" has no key "input"
              --> test.json:8:21  (/steps/2/input)
               |    {"do": "state", "input": {}, "expect": {"snapshots": []}}
               |                    ^^^^^^^
               = valid keys: do, description, expect, thread, subgraphs
               = fix: remove it, or begin it with "x-" to keep it for yourself

            error[scenario.unknown-key]: the record of a step that does "state" has no key "snapshots"
              --> test.json:8:45  (/steps/2/expect/snapshots)
               |    {"do": "state", "input": {}, "expect": {"snapshots": []}}
               |                                            ^^^^^^^^^^^
               = valid keys: snapshot, error
               = fix: write "snapshot"
            """#)

    static let types = BrokenScenario(
        "values of the wrong type",
        #"""
        {
          "scenario": "1",
          "name": "",
          "manifest": 3,
          "checkpointer": "yes",
          "steps": [
            "run",
            {"do": "run", "input": 3, "subgraphs": 1, "interrupt_before": "a", "from_history": -1},
            {"do": "run", "resume": {"$by_interrupt": [1, [0]]}, "command": {"update": [], "goto": 1}},
            {"do": "update", "values": []},
            {"do": "map", "inputs": [], "over": []},
            {"do": "run", "expect": {"stream": {}, "error": "failed"}}
          ]
        }
        """#,
        expected: #"""
            error[scenario.wrong-type]: "scenario" must be the number 1, found "1"
              --> test.json:2:15  (/scenario)
               |  "scenario": "1",
               |              ^^^

            error[scenario.bad-value]: "name" must be a string that is not empty, found ""
              --> test.json:3:11  (/name)
               |  "name": "",
               |          ^^

            error[scenario.wrong-type]: "manifest" must be a path or a manifest (an object), found 3
              --> test.json:4:15  (/manifest)
               |  "manifest": 3,
               |              ^

            error[scenario.wrong-type]: "checkpointer" must be true or false, found "yes"
              --> test.json:5:19  (/checkpointer)
               |  "checkpointer": "yes",
               |                  ^^^^^

            error[scenario.wrong-type]: each item of "steps" must be an object, found "run"
              --> test.json:7:5  (/steps/0)
               |    "run",
               |    ^^^^^

            error[scenario.wrong-type]: "input" must be an object or null, found 3
              --> test.json:8:28  (/steps/1/input)
               |    {"do": "run", "input": 3, "subgraphs": 1, "interrupt_before": "a", "from_history": -1},
               |                           ^

            error[scenario.wrong-type]: "subgraphs" must be true or false, found 1
              --> test.json:8:44  (/steps/1/subgraphs)
               |    {"do": "run", "input": 3, "subgraphs": 1, "interrupt_before": "a", "from_history": -1},
               |                                           ^

            error[scenario.wrong-type]: "interrupt_before" must be a list of nodes or "*", found "a"
              --> test.json:8:67  (/steps/1/interrupt_before)
               |    {"do": "run", "input": 3, "subgraphs": 1, "interrupt_before": "a", "from_history": -1},
               |                                                                  ^^^

            error[scenario.bad-value]: "from_history" must be at least 0, found -1
              --> test.json:8:88  (/steps/1/from_history)
               |    {"do": "run", "input": 3, "subgraphs": 1, "interrupt_before": "a", "from_history": -1},
               |                                                                                       ^^

            error[scenario.wrong-type]: each item of "$by_interrupt" must be a list of two: a number and an answer, found 1
              --> test.json:9:48  (/steps/2/resume/$by_interrupt/0)
               |    {"do": "run", "resume": {"$by_interrupt": [1, [0]]}, "command": {"update": [], "goto": 1}},
               |                                               ^

            error[scenario.wrong-type]: each item of "$by_interrupt" must be a list of two: a number and an answer, found an array
              --> test.json:9:51  (/steps/2/resume/$by_interrupt/1)
               |    {"do": "run", "resume": {"$by_interrupt": [1, [0]]}, "command": {"update": [], "goto": 1}},
               |                                                  ^^^

            error[scenario.wrong-type]: "update" must be an object, found an empty array
              --> test.json:9:80  (/steps/2/command/update)
               |    {"do": "run", "resume": {"$by_interrupt": [1, [0]]}, "command": {"update": [], "goto": 1}},
               |                                                                               ^^

            error[scenario.wrong-type]: "goto" must be a node or a list of nodes, found 1
              --> test.json:9:92  (/steps/2/command/goto)
               |    {"do": "run", "resume": {"$by_interrupt": [1, [0]]}, "command": {"update": [], "goto": 1}},
               |                                                                                           ^

            error[scenario.wrong-type]: "values" must be an object or null, found an empty array
              --> test.json:10:32  (/steps/3/values)
               |    {"do": "update", "values": []},
               |                               ^^

            error[scenario.wrong-type]: "inputs" must be an object, found an empty array
              --> test.json:11:29  (/steps/4/inputs)
               |    {"do": "map", "inputs": [], "over": []},
               |                            ^^

            error[scenario.bad-value]: "over" must be a list of at least one, found an empty array
              --> test.json:11:41  (/steps/4/over)
               |    {"do": "map", "inputs": [], "over": []},
               |                                        ^^

            error[scenario.wrong-type]: "stream" must be a list, found an empty object
              --> test.json:12:40  (/steps/5/expect/stream)
               |    {"do": "run", "expect": {"stream": {}, "error": "failed"}}
               |                                       ^^

            error[scenario.wrong-type]: "error" must be an object, found "failed"
              --> test.json:12:53  (/steps/5/expect/error)
               |    {"do": "run", "expect": {"stream": {}, "error": "failed"}}
               |                                                    ^^^^^^^^
            """#)

    static let words = BrokenScenario(
        "words that do not exist",
        #"""
        {
          "scenario": 2,
          "manifest": "graph.json",
          "steps": [
            {"do": "rum"},
            {"do": "run", "stream": ["value"], "durability": "asinc"},
            {"do": "map", "inputs": {"x": []}, "over": ["x"], "mode": "zipp"},
            {"do": "run", "expect": {"status": "complete"}}
          ]
        }
        """#,
        expected: #"""
            error[scenario.unsupported-version]: version 2 of the scenarios' format is not supported
              --> test.json:2:15  (/scenario)
               |  "scenario": 2,
               |              ^
               = supported versions: 1
               = fix: update pregel-host, or write 1

            error[scenario.bad-value]: "do" must be "run", "state", "history", "update", "map" or "delete", found "rum"
              --> test.json:5:12  (/steps/0/do)
               |    {"do": "rum"},
               |           ^^^^^
               = fix: write "run"

            error[scenario.bad-value]: each item of "stream" must be "values", "updates", "custom", "messages", "tasks" or "checkpoints", found "value"
              --> test.json:6:30  (/steps/1/stream/0)
               |    {"do": "run", "stream": ["value"], "durability": "asinc"},
               |                             ^^^^^^^
               = fix: write "values"

            error[scenario.bad-value]: "durability" must be "sync", "async" or "exit", found "asinc"
              --> test.json:6:54  (/steps/1/durability)
               |    {"do": "run", "stream": ["value"], "durability": "asinc"},
               |                                                     ^^^^^^^
               = fix: write "async"

            error[scenario.bad-value]: "mode" must be "zip" or "product", found "zipp"
              --> test.json:7:63  (/steps/2/mode)
               |    {"do": "map", "inputs": {"x": []}, "over": ["x"], "mode": "zipp"},
               |                                                              ^^^^^^
               = fix: write "zip"

            error[scenario.bad-value]: "status" must be "completed", "interrupted" or "failed", found "complete"
              --> test.json:8:40  (/steps/3/expect/status)
               |    {"do": "run", "expect": {"status": "complete"}}
               |                                       ^^^^^^^^^^
               = fix: write "completed"
            """#)

    static let records = BrokenScenario(
        "records with other keys",
        #"""
        {
          "scenario": 1,
          "manifest": "graph.json",
          "steps": [
            {"do": "run", "expect": {"error": {"cod": "NODE_ERROR"}, "stream": [{"node": [], "mode": "values"}]}},
            {"do": "run", "expect": {"interrupts": [{"id": 1}]}},
            {"do": "state", "expect": {"snapshot": {"valeus": {}, "tasks": [{"state": {"nxt": []}}]}}},
            {"do": "history", "expect": {"snapshots": [{"nodes": []}]}},
            {"do": "delete", "expect": {"done": true}}
          ]
        }
        """#,
        expected: #"""
            error[scenario.unknown-key]: an error has no key "cod"
              --> test.json:5:40  (/steps/0/expect/error/cod)
               |    {"do": "run", "expect": {"error": {"cod": "NODE_ERROR"}, "stream": [{"node": [], "mode": "values…
               |                                       ^^^^^
               = valid keys: code, node, kind, message
               = fix: write "code"

            error[scenario.unknown-key]: an entry of a stream has no key "node"
              --> test.json:5:74  (/steps/0/expect/stream/0/node)
               | …do": "run", "expect": {"error": {"cod": "NODE_ERROR"}, "stream": [{"node": [], "mode": "values"}]}},
               |                                                                     ^^^^^^
               = valid keys: ns, mode, data
               = fix: write "mode"

            error[scenario.unknown-key]: an interrupt has no key "id"
              --> test.json:6:46  (/steps/1/expect/interrupts/0/id)
               |    {"do": "run", "expect": {"interrupts": [{"id": 1}]}},
               |                                             ^^^^
               = valid keys: value
               = fix: remove it

            error[scenario.unknown-key]: a snapshot has no key "valeus"
              --> test.json:7:45  (/steps/2/expect/snapshot/valeus)
               |    {"do": "state", "expect": {"snapshot": {"valeus": {}, "tasks": [{"state": {"nxt": []}}]}}},
               |                                            ^^^^^^^^
               = valid keys: values, next, source, step, tasks
               = fix: write "values"

            error[scenario.unknown-key]: a snapshot has no key "nxt"
              --> test.json:7:80  (/steps/2/expect/snapshot/tasks/0/state/nxt)
               |    {"do": "state", "expect": {"snapshot": {"valeus": {}, "tasks": [{"state": {"nxt": []}}]}}},
               |                                                                               ^^^^^
               = valid keys: values, next, source, step, tasks
               = fix: write "next"

            error[scenario.unknown-key]: a snapshot has no key "nodes"
              --> test.json:8:49  (/steps/3/expect/snapshots/0/nodes)
               |    {"do": "history", "expect": {"snapshots": [{"nodes": []}]}},
               |                                                ^^^^^^^
               = valid keys: values, next, source, step, tasks
               = fix: remove it

            error[scenario.unknown-key]: the record of a step that does "delete" has no key "done"
              --> test.json:9:33  (/steps/4/expect/done)
               |    {"do": "delete", "expect": {"done": true}}
               |                                ^^^^^^
               = valid keys: ok, error
               = fix: remove it
            """#)

    static let forms = BrokenScenario(
        "forms that ask for nothing",
        #"""
        {
          "scenario": 1,
          "manifest": "graph.json",
          "steps": [
            {
              "do": "run",
              "expect": {
                "output": [
                  {"$match": "ani"}, {"$match": {}}, {"$match": "any", "or": 1}, {"$match": {"typ": "string"}},
                  {"$match": {"type": "sting"}}, {"$match": {"type": ["null", 3]}}, {"$match": {"pattern": 1}},
                  {"$match": {"close_to": 1}}, {"$match": {"within": 1}}, {"$match": {"close_to": "1", "within": -1}},
                  {"$match": {"pattern": "(a"}}
                ]
              }
            }
          ]
        }
        """#,
        expected: #"""
            error[scenario.bad-value]: "$match" must be "any" or an object, found "ani"
              --> test.json:9:22  (/steps/0/expect/output/0/$match)
               |          {"$match": "ani"}, {"$match": {}}, {"$match": "any", "or": 1}, {"$match": {"typ": "string"…
               |                     ^^^^^

            error[scenario.bad-value]: "$match" must be "any", or an object that asks for something, found an empty object
              --> test.json:9:41  (/steps/0/expect/output/1/$match)
               |          {"$match": "ani"}, {"$match": {}}, {"$match": "any", "or": 1}, {"$match": {"typ": "string"…
               |                                        ^^

            error[scenario.unknown-key]: an object with "$match" has no key "or"
              --> test.json:9:64  (/steps/0/expect/output/2/or)
               | …       {"$match": "ani"}, {"$match": {}}, {"$match": "any", "or": 1}, {"$match": {"typ": "string"}},
               |                                                              ^^^^
               = valid keys: $match
               = fix: remove it

            error[scenario.unknown-key]: "$match" has no key "typ"
              --> test.json:9:86  (/steps/0/expect/output/3/$match/typ)
               | …       {"$match": "ani"}, {"$match": {}}, {"$match": "any", "or": 1}, {"$match": {"typ": "string"}},
               |                                                                                    ^^^^^
               = valid keys: type, pattern, close_to, within
               = fix: write "type"

            error[scenario.bad-value]: "type" must be "null", "boolean", "integer", "number", "string", "array" or "object", found "sting"
              --> test.json:10:31  (/steps/0/expect/output/4/$match/type)
               |          {"$match": {"type": "sting"}}, {"$match": {"type": ["null", 3]}}, {"$match": {"pattern": 1…
               |                              ^^^^^^^
               = fix: write "string"

            error[scenario.wrong-type]: each item of "type" must be a string, found 3
              --> test.json:10:71  (/steps/0/expect/output/5/$match/type/1)
               | …       {"$match": {"type": "sting"}}, {"$match": {"type": ["null", 3]}}, {"$match": {"pattern": 1}},
               |                                                                     ^

            error[scenario.wrong-type]: "pattern" must be a string, found 1
              --> test.json:10:100  (/steps/0/expect/output/6/$match/pattern)
               | …       {"$match": {"type": "sting"}}, {"$match": {"type": ["null", 3]}}, {"$match": {"pattern": 1}},
               |                                                                                                  ^

            error[scenario.missing-key]: "close_to" needs the key "within", which is missing
              --> test.json:11:22  (/steps/0/expect/output/7/$match)
               |          {"$match": {"close_to": 1}}, {"$match": {"within": 1}}, {"$match": {"close_to": "1", "with…
               |                     ^^^^^^^^^^^^^^^
               = fix: add "within", the distance that is allowed

            error[scenario.misplaced-key]: "within" belongs beside "close_to"
              --> test.json:11:52  (/steps/0/expect/output/8/$match/within)
               | …     {"$match": {"close_to": 1}}, {"$match": {"within": 1}}, {"$match": {"close_to": "1", "within": …
               |                                                ^^^^^^^^
               = fix: remove "within"

            error[scenario.wrong-type]: "close_to" must be a number, found "1"
              --> test.json:11:91  (/steps/0/expect/output/9/$match/close_to)
               | …{"$match": {"close_to": 1}}, {"$match": {"within": 1}}, {"$match": {"close_to": "1", "within": -1}},
               |                                                                                  ^^^

            error[scenario.bad-value]: "pattern" must be a regular expression, found "(a"
              --> test.json:12:34  (/steps/0/expect/output/10/$match/pattern)
               |          {"$match": {"pattern": "(a"}}
               |                                 ^^^^
               = the group does not end, at character 1
            """#)

    static let elsewhere = BrokenScenario(
        "what only shows when looked at together", isStructural: false,
        #"""
        {
          "scenario": 1,
          "manifest": "graphs/missing.json",
          "steps": [
            {"do": "map", "inputs": {"xs": [], "y": 1}, "over": ["x", "y"]}
          ]
        }
        """#,
        expected: #"""
            error[scenario.unreadable]: the manifest "graphs/missing.json" cannot be read: No such file or directory
              --> test.json:3:15  (/manifest)
               |  "manifest": "graphs/missing.json",
               |              ^^^^^^^^^^^^^^^^^^^^^
               = fix: a path starts from the folder of the scenario

            error[scenario.not-a-list]: "over" names "x", which is no list in "inputs"
              --> test.json:5:58  (/steps/0/over/0)
               |    {"do": "map", "inputs": {"xs": [], "y": 1}, "over": ["x", "y"]}
               |                                                         ^^^
               = fix: write "xs"

            error[scenario.not-a-list]: "over" names "y", which is no list in "inputs"
              --> test.json:5:63  (/steps/0/over/1)
               |    {"do": "map", "inputs": {"xs": [], "y": 1}, "over": ["x", "y"]}
               |                                                              ^^^
            """#)

    static let conflict = BrokenScenario(
        "an input beside an answer",
        #"""
        {
          "scenario": 1,
          "manifest": "graph.json",
          "steps": [{"do": "run", "input": {}, "resume": 1}]
        }
        """#,
        expected: #"""
            error[scenario.conflicting-keys]: a run takes "input", or "resume" and "command", not both
              --> test.json:4:27  (/steps/0/input)
               |  "steps": [{"do": "run", "input": {}, "resume": 1}]
               |                          ^^^^^^^
               = fix: remove one of them
            """#)

    static let json = BrokenScenario(
        "two keys of one name", isStructural: false,
        #"""
        {
          "scenario": 1,
          "manifest": "graph.json",
          "steps": [],
          "steps": []
        }
        """#,
        expected: #"""
            error[json.duplicate-key]: the key "steps" stands in the object twice
              --> test.json:5:3  (/steps)
               |  "steps": []
               |  ^^^^^^^
               = first in line 4, column 3
               = fix: remove one of them
            """#)
}
