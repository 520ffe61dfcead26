import PregelDiagnostics
@testable import PregelManifest
import PregelValues
import Testing

@Suite struct ScenarioLoaderTests {
    private static func load(_ text: String, files: [String: String] = [:]) throws(DiagnosticsError) -> Scenario {
        let files = MemoryFiles(files.merging(["tests/some.json": text]) { $1 })
        return try ScenarioLoader(files: files).load(path: "tests/some.json")
    }

    private static func schema() throws -> JSONSchema {
        try JSONSchema(JSONDocument(name: "schema", bytes: Array(ScenarioSchema.text.utf8)).root)
    }

    @Test func `a small scenario has all defaults`() throws {
        let scenario = try Self.load(#"{"scenario": 1, "manifest": {}, "steps": [{"do": "run"}, {"do": "state"}]}"#)
        #expect(scenario.name == "some", "the file's name")
        #expect(scenario.description == nil)
        #expect(!scenario.hasCheckpointer && !scenario.hasCache)
        #expect(scenario.manifest.pointer == "/manifest" && scenario.folder == "tests")
        #expect(scenario.expectsNothing && !scenario.expectsInvalidGraph)
        #expect(scenario.steps.map(\.thread) == ["t", "t"])
        #expect(scenario.steps.map(\.place.pointer) == ["/steps/0", "/steps/1"])
        guard case .run(let run) = scenario.steps[0].action, case .proceed = run.given,
            case .state(subgraphs: false) = scenario.steps[1].action
        else { throw Unexpected("\(scenario.steps)") }
        #expect(run.stream == [.values, .updates])
        #expect(!run.subgraphs && run.interruptBefore == nil && run.interruptAfter == nil)
        #expect(run.recursionLimit == nil && run.durability == nil && run.fromHistory == nil)
    }

    @Test func `every key is read`() throws {
        let scenario = try Self.load(Self.everything)
        #expect(scenario.name == "all" && scenario.description == "all of it")
        #expect(scenario.hasCheckpointer && scenario.hasCache)
        #expect(scenario.steps.map(\.action.verb) == [.run, .run, .run, .state, .history, .update, .map, .delete])
        guard case .run(let first) = scenario.steps[0].action, case .input(let input) = first.given,
            case .run(let second) = scenario.steps[1].action, case .command(let answer) = second.given,
            case .byInterrupt(let answers)? = answer.answers,
            case .run(let third) = scenario.steps[2].action, case .command(let command) = third.given,
            case .update(let update) = scenario.steps[5].action, case .map(let map) = scenario.steps[6].action
        else { throw Unexpected("\(scenario.steps)") }
        #expect(input == ["x": 1])
        #expect(first.stream == [.custom, .tasks, .checkpoints, .messages] && first.subgraphs)
        #expect(first.interruptBefore == .all && first.interruptAfter == .nodes(["a"]))
        #expect(first.recursionLimit == 3 && first.durability == .exit && first.fromHistory == 2)
        #expect(answers.map(\.index) == [1, 0] && answers.map(\.value) == ["yes", .null])
        #expect(command.answers == nil && command.update == ["x": 2] && command.goto == ["a"])
        #expect(update.values == ["x": 3] && update.asNode == "a" && update.fromHistory == 0)
        #expect(map.inputs == ["x": [1, 2], "y": 3] && map.over == ["x"] && map.mode == .product)
        #expect(scenario.steps[3].thread == "other")
        #expect(scenario.steps[3].expected?["snapshot"]?["values"] == ["x": ["$match": "any"]])
    }

    @Test func `a manifest in a file has the file's folder`() throws {
        let text = #"{"scenario": 1, "manifest": "../graphs/one.json", "steps": []}"#
        let scenario = try Self.load(text, files: ["graphs/one.json": #"{"version": 1}"#])
        #expect(scenario.manifest.document.name == "graphs/one.json")
        #expect(scenario.manifest.pointer.isEmpty && scenario.folder == "graphs")
    }

    @Test func `what the manifest says is not judged`() throws {
        let text = """
            {"scenario": 1, "manifest": {"version": 7}, "steps": [{"do": "state", "expect": {"error": {"code": "INVALID_GRAPH"}}}]}
            """
        #expect(try Self.load(text).expectsInvalidGraph)
        #expect(try Self.schema().accepts(Value(json: Array(text.utf8))))
        let other = text.replacing("INVALID_GRAPH", with: "EMPTY_INPUT")
        #expect(try !Self.load(other).expectsInvalidGraph)
        #expect(try !Self.schema().accepts(Value(json: Array(other.utf8))), "then an editor should say so")
    }

    @Test func `a breakpoint at a node that is not there is a fault`() throws {
        let text = """
            {"scenario": 1, "manifest": {}, "steps": [{"do": "run", "interrupt_before": ["work", "wrok"]}]}
            """
        let manifest = try PregelManifestTests.load(
            """
            {"version": 1, "name": "g", "state": {}, "nodes": {"work": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "work"}]}
            """)
        let faults = try Self.load(text).strangers(to: manifest)
        #expect(faults.map(\.code) == ["scenario.unknown-node"])
        #expect(faults.first?.location?.pointer == "/steps/0/interrupt_before/1")
        #expect(faults.first?.fix == "write \"work\"")
    }

    @Test func `a file that cannot be read is named`() throws {
        let error = try #require(throws: DiagnosticsError.self) {
            try ScenarioLoader(files: MemoryFiles([:])).load(path: "no.json")
        }
        #expect(error.diagnostics.map(\.code) == ["scenario.unreadable"])
        #expect(error.exit == .invalidInput)
    }

    // MARK: The schema

    @Test func `the schema for editors accepts all of it`() throws {
        #expect(try Self.schema().validate(Value(json: Array(Self.everything.utf8))) == [])
    }

    @Test func `the schema knows every key that the reader knows`() throws {
        let schema = try Value(json: Array(ScenarioSchema.text.utf8))
        func keys(_ definition: String) -> [String] {
            schema["definitions"]?[definition]?["properties"]?.members.map(\.key).sorted() ?? []
        }
        #expect(schema["properties"]?.members.map(\.key).sorted() == ScenarioReader.keys.sorted())
        for verb in ScenarioStep.Verb.allCases {
            #expect(keys(verb.rawValue + "Step") == (StepReader.common + (StepReader.keys[verb] ?? [])).sorted())
            let record = schema["definitions"]?[verb.rawValue + "Record"]?["allOf"]?.items[1]["properties"]
            #expect(record?.members.map(\.key).sorted() == ExpectationReader.keys[verb]?.sorted())
        }
    }

    @Test func `the schema's definitions do not hide the manifest's`() throws {
        let schema = try Value(json: Array(ScenarioSchema.text.utf8))
        let manifest = try Value(json: Array(ManifestSchema.text.utf8))
        let theirs = try #require(manifest["definitions"]).members.map(\.key)
        let all = try #require(schema["definitions"]).members.map(\.key)
        #expect(all.suffix(theirs.count) == theirs[...], "a name that is taken would stand further up")
        #expect(Set(all).isSuperset(of: ["step", "runRecord", "match", "manifest"]))
    }

    @Test(arguments: BrokenScenario.all)
    func `each mistake is told in full`(scenario: BrokenScenario) throws {
        let files = MemoryFiles(["test.json": scenario.text, "graph.json": "{}"])
        let error = try #require(throws: DiagnosticsError.self) {
            try ScenarioLoader(files: files).load(path: "test.json")
        }
        #expect(DiagnosticRenderer().render(error.diagnostics) == scenario.expected)
        #expect(error.exit == .invalidInput)
    }

    @Test(arguments: BrokenScenario.all)
    func `the JSON Schema refuses what is wrong in itself`(scenario: BrokenScenario) throws {
        let document = try JSONDocument(name: "test.json", bytes: Array(scenario.text.utf8))
        #expect(try Self.schema().accepts(document.root) == !scenario.isStructural)
    }

    static let everything = """
        {
          "$schema": "scenario.schema.json", "scenario": 1, "name": "all", "description": "all of it", "x-owner": "me",
          "manifest": {
            "version": 1, "name": "g", "state": {"x": {}}, "nodes": {"a": {"use": "probe.script", "config": {"steps": []}}},
            "edges": [{"from": "START", "to": "a"}]
          },
          "checkpointer": true, "cache": true,
          "steps": [
            {
              "do": "run", "description": "first", "input": {"x": 1}, "thread": "t",
              "stream": ["custom", "tasks", "checkpoints", "messages"], "subgraphs": true, "interrupt_before": "*",
              "interrupt_after": ["a"], "recursion_limit": 3, "durability": "exit", "from_history": 2, "x-why": 1,
              "expect": {
                "status": "failed", "output": null, "interrupts": [{"value": {"$match": {"type": ["string", "null"]}}}],
                "stream": [
                  {"ns": [], "mode": "custom", "data": {"$match": {"close_to": 1, "within": 0.5}}}, {"$match": "any"}
                ],
                "error": {"code": "NODE_ERROR", "node": "a", "kind": "E", "message": {"$match": {"pattern": "^a+$"}}}
              }
            },
            {"do": "run", "input": null, "resume": {"$by_interrupt": [[1, "yes"], [0, null]]}, "expect": {"error": null}},
            {"do": "run", "resume": null, "command": {"update": {"x": 2}, "goto": "a"}},
            {
              "do": "state", "thread": "other", "subgraphs": true,
              "expect": {
                "snapshot": {
                  "values": {"x": {"$match": "any"}}, "next": [], "source": "loop", "step": 1,
                  "tasks": [{"name": "a", "interrupts": [], "error": false, "state": {"values": {}}}]
                }
              }
            },
            {"do": "history", "thread": "t", "expect": {"snapshots": {"$match": {"type": "array"}}}},
            {"do": "update", "thread": "t", "values": {"x": 3}, "as_node": "a", "from_history": 0, "expect": {"ok": true}},
            {"do": "map", "inputs": {"x": [1, 2], "y": 3}, "over": ["x"], "mode": "product", "expect": {"outputs": []}},
            {"do": "delete", "thread": "t", "expect": {"ok": true}}
          ]
        }
        """
}
