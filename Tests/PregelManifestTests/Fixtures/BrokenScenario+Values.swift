extension BrokenScenario {
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
