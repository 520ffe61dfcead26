import Foundation
import PregelTesting
import Testing

/// The built plugin `benchmark`: its bodies do what the workloads say.
struct BenchmarkPluginTests {
    let plugin: PluginUnderTest

    init() throws { plugin = try PluginUnderTest(path: Project.plugin("benchmark")) }

    private func writes(_ node: String, _ config: Value = [:], _ input: Value = [:]) throws -> [String: Value] {
        let result = try plugin.node(node, config: config).run(input)
        if let failure = result.failure { throw failure }
        return result.writes
    }

    @Test func `chain, fan-out and send`() throws {
        #expect(try writes("increment", [:], ["count": 4]) == ["count": 5])
        #expect(try writes("add", [:], ["a": 4, "b": 3]) == ["sum": 7])
        #expect(try writes("source") == ["value": 1])
        #expect(try writes("worker", ["index": 3], ["value": 1]) == ["results": [4]])
        #expect(try writes("sum", [:], ["results": [1, 2, 3]]) == ["total": 6])
        #expect(try writes("send_worker", [:], ["i": 4]) == ["results": [8]])
        let sent = try plugin.router("send").route(["n": 3]).sent
        #expect(sent.map(\.argument) == [["i": 0], ["i": 1], ["i": 2]] && sent.allSatisfy { $0.node == "worker" })
    }

    @Test func `loop`() throws {
        let agent = try writes("agent", [:], ["rounds": 1])
        #expect(agent == ["rounds": 2, "messages": [["role": "agent", "round": 2, "text": "think"]]])
        #expect(try writes("tool", [:], ["rounds": 2]) == ["messages": [["role": "tool", "round": 2, "text": "ok"]]])
        let loop = try plugin.router("loop", config: ["rounds": 2])
        #expect(try loop.route(["rounds": 2]).given == ["tool"])
        #expect(try loop.route(["rounds": 3]).given == ["END"])
    }

    @Test func `wide state: every key has one owner, and its kind`() throws {
        var keys: [String] = []
        for which in 0..<6 {
            let written = try writes("wide", ["which": Value(which), "width": 50], ["round": 2])
            #expect((written["round"] == 3) == (which == 5))
            keys += written.keys.filter { $0 != "round" }
        }
        #expect(keys.count == 50 && Set(keys).count == 50)
        let first = try writes("wide", ["which": 0, "width": 50], ["round": 2])
        #expect(first["l000"] == [["r": 2, "k": 0, "v": "xxxxxxxxxxxxxxxx"]])
        #expect(first["d001"] == ["r2": [2, 1, "yyyyyyyy"]])
        #expect(first["s002"] == Value("2:2:" + String(repeating: "z", count: 100)))
    }

    @Test func `a joke is edited, told and bumped`() throws {
        #expect(try writes("joke_edit", [:], ["subject": "s"]) == ["subject": "s - hohoho"])
        #expect(try writes("joke_generate", [:], ["subject": "s"]) == ["jokes": ["Joke about s"]])
        #expect(try writes("joke_bump", [:], ["jokes": ["j"]]) == ["jokes": ["j a"]])
        let more = try plugin.router("joke_more")
        #expect(try more.route(["jokes": [Value("j" + String(repeating: " a", count: 9))]]).given == ["bump"])
        #expect(try more.route(["jokes": [Value("j" + String(repeating: " a", count: 10))]]).given == ["END"])
        #expect(try plugin.router("joke_send").route(["subjects": ["p"]]).sent.map(\.argument) == [["subject": "p"]])
    }

    @Test func `retries, maps, turns and interrupts`() throws {
        let flaky = try plugin.node("flaky")
        let kinds = try (1...3).map { attempt in
            try flaky.run(["count": 0], TaskSetup { $0.attempt = attempt }).status
        }
        #expect(kinds == [.failed, .failed, .finished])
        #expect(try writes("linear", ["factor": 2, "term": 1], ["x": 3]) == ["x": 7])
        #expect(try writes("turn", [:], ["messages": [1]])["messages"]?.count == 1)
        let asked = try plugin.node("ask").run(["count": 1], TaskSetup { $0.answers = [40] })
        #expect(asked.writes == ["count": 41])
    }

    @Test func `waiting with and without a thread`() async throws {
        #expect(try writes("sleep", ["milliseconds": 0, "index": 2]) == ["results": [2]])
        let node = try plugin.node("async_sleep", config: ["milliseconds": 0, "index": 3])
        #expect(try await node.runAsync().writes == ["results": [3]])
    }
}
