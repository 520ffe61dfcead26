import CPregelABI
import Foundation
import PregelEngine
import PregelFlags
import PregelPlugins
import PregelValues
import Testing

/// What a node declares is what it may do.
@Suite struct FlagRulesTests {
    private static let verbs: [(call: String, verb: String, flag: String)] = [
        ("host->go_to(host, task->call, PREGEL_S(\"other\"))", "go_to", "routes"),
        ("host->send(host, task->call, PREGEL_S(\"other\"), &value)", "send", "routes"),
        ("host->command_parent(host, task->call)", "command_parent", "routes"),
        ("host->interrupt(host, task->call, &value, NULL, &answer)", "interrupt", "interrupts"),
        ("host->emit(host, task->call, PREGEL_S(\"custom\"), &value)", "emit", "streams"),
    ]

    /// Runs a node that calls a verb, and goes on whatever it answers.
    private func run(_ call: String, flags: [String]) throws -> RunResult {
        try NodeCallTests.run(
            """
            pregel_value value = pregel_int(1);
            const pregel_value *answer = NULL;
            (void)value; (void)answer;
            if (\(call) != PREGEL_INVALID) return 70;
            return PREGEL_OK;
            """, flags: flags.isEmpty ? "0" : flags.map { "PREGEL_NODE_\($0.uppercased())" }.joined(separator: " | "),
            identityFlags: flags.map { "\"\($0)\"" }.joined(separator: ","))
    }

    @Test(arguments: verbs)
    func `a verb without its flag fails the task, with who and what`(
        call: String, verb: String, flag: String
    ) throws {
        // Every other flag does not help; nor does a call that other threads may use.
        let others = ["streams", "interrupts", "routes"].filter { $0 != flag }
        for flags in [[], others, others + ["async"], others + ["blocking"]] {
            let result = try run(call, flags: flags)
            #expect(
                result.failure?.message
                    == "plugin \"org.example.fixture\" broke the contract: it called host->\(verb), but does not declare "
                    + "the flag \"\(flag)\" for its node \"work\"")
            #expect(result.failure?.node == "n" && result.failure?.kind == "PluginError")
        }
    }

    @Test func `a handler is held to its own flags, not to those of the node it handles`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\"}]"),
            NodeSource.invoke("return host->go_to(host, task->call, PREGEL_S(\"other\"));") + CPlugin.table())
        let loaded = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        var graph = StateGraph("test")
        graph.addChannel("in")
        var options = NodeOptions()
        options.onError = .body(try loaded.node("work", config: [:]))
        graph.addNode("n", .sync(.routes) { _ in throw NodeError("no") }, options: options)
        graph.addNode("other") { _ in }
        graph.addEdge(from: StateGraph.start, to: "n")
        let failure = try graph.compile().run(["in": 1]).failure
        #expect(failure?.message.contains("does not declare the flag \"routes\"") == true, "\(failure?.message ?? "")")
    }

    // MARK: One list

    /// The flags of the header: names in small letters, and bits.
    private static let header: [(name: String, bit: UInt32)] = {
        let path = CPlugin.include + "/pregel_plugin.h"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.matches(of: /PREGEL_NODE_([A-Z]+) = 1 << ([0-9]+)/).map {
            ($0.1.lowercased(), 1 << (UInt32($0.2) ?? 31))
        }
    }()

    @Test func `the flags are those of the header, by name and bit, wherever they are named`() throws {
        #expect(Self.header.count == 10)
        #expect(NodeFlag.allCases.map(\.rawValue) == Self.header.map(\.name))
        #expect(NodeFlag.allCases.map(\.bit) == Self.header.map(\.bit))
        let traits: [NodeTraits] = [
            .serial, .blocking, .async, .pure, .streams, .interrupts, .routes, .acyclic, .once, .local,
        ]
        #expect(traits.map(\.rawValue) == Self.header.map(\.bit))
        let schema = CPlugin.include + "/../../plugin.schema.json"
        let source = try Value(json: Array(Data(contentsOf: URL(fileURLWithPath: schema))))
        let named = source["$defs"]?["node"]?["properties"]?["flags"]?["items"]?["enum"]
        #expect(named?.items.compactMap(\.string) == Self.header.map(\.name))
    }

    @Test func `bits that no flag has are told as such`() {
        #expect(NodeFlag.words(0) == "none")
        #expect(NodeFlag.words(UInt32(PREGEL_NODE_ONCE | PREGEL_NODE_PURE)) == "pure, once")
        #expect(NodeFlag.words(1 << 31 | 1 << 10 | 1) == "serial, unknown bits 0x80000400")
    }

    @Test func `an identity whose flags contradict each other is refused`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.identity(rest: ",\"nodes\":[{\"name\":\"work\",\"flags\":[\"once\",\"interrupts\"]}]"),
            NodeSource.nothing + CPlugin.table(flags: "PREGEL_NODE_ONCE | PREGEL_NODE_INTERRUPTS"))
        #expect(throws: (any Error).self) { _ = try plugin.file() }
    }
}
