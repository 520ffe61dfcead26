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
}
