import Foundation
import Testing

/// `--interrupt-before` and `--interrupt-after`, also for nodes of nested graphs.
@Suite(.timeLimit(.minutes(20)))
struct BreakpointTests {
    private let folder: TemporaryFolder
    private let graph: String

    /// Two graphs deep, each node notes its name.
    private static let nested = """
        {"version": 1, "name": "outer", "state": {"log": {"channel": "reduce", "reducer": "union"}},
         "nodes": {
           "first": {"use": "std.set", "config": {"values": {"log": ["first"]}}},
           "inner": {"graph": {
             "name": "inner", "state": {"log": {"channel": "reduce", "reducer": "union"}},
             "nodes": {
               "deep": {"use": "std.set", "config": {"values": {"log": ["deep"]}}},
               "deeper": {"use": "std.set", "config": {"values": {"log": ["deeper"]}}}
             },
             "edges": [{"from": "START", "to": "deep"}, {"from": "deep", "to": "deeper"}]
           }},
           "last": {"use": "std.set", "config": {"values": {"log": ["last"]}}}
         },
         "interrupts": {"before": ["last"]},
         "edges": [{"from": "START", "to": "first"}, {"from": "first", "to": "inner"}, {"from": "inner", "to": "last"}]}
        """

    init() throws {
        folder = try TemporaryFolder()
        graph = try folder.write(Self.nested, to: "graph.json")
    }

    /// The nodes that ended before the run stopped, and its status.
    private func ended(_ options: String...) throws -> [String] {
        let run = try HostProcess.run(["run", graph, "--json", "--stream", "updates", "--subgraphs"] + options)
        #expect(run.status == 3)
        let entries = try run.output.split(separator: "\n").map { try JSON(String($0)) }
        #expect(entries.last?["status"] == "interrupted")
        return entries.flatMap { entry -> [String] in
            guard case .object(let nodes)? = entry["data"] else { return [] }
            return nodes.keys.filter { $0 != "__interrupt__" }
        }
    }

    @Test func `a run stops before a node of a nested graph`() throws {
        #expect(try ended("--interrupt-before", "inner/deeper") == ["first", "deep"])
    }

    @Test func `a run stops after a node of a nested graph`() throws {
        #expect(try ended("--interrupt-after", "inner/deep") == ["first", "deep"])
    }

    @Test func `all nodes of a nested graph can be meant`() throws {
        #expect(try ended("--interrupt-before", "inner/*") == ["first"])
    }

    @Test func `a breakpoint in one graph leaves those of another one alone`() throws {
        #expect(try ended("--interrupt-after", "inner/deeper").last == "deeper")
        #expect(try ended("--interrupt-before", "first") == [])
        #expect(try ended() == ["first", "deep", "deeper", "inner"])
    }

    @Test(arguments: [
        ("frist", "write first"), ("inner/deepest", "write inner/deeper"), ("deeper", "write inner/deeper"),
        ("first,lst", "write last"), ("inner/deep/x", "write inner/deep"),
    ])
    func `a breakpoint at a node that is not there is refused with the close name`(nodes: String, fix: String) throws {
        for option in ["--interrupt-before", "--interrupt-after"] {
            let run = try HostProcess.run("run", graph, option, nodes)
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("= fix: \(fix)"), "\(run.errors)")
            #expect(run.errors.contains("inner/deep"))
        }
    }

    @Test func `a graph without nested ones has no such paths`() throws {
        let path = try folder.write(Fixtures.counter, to: "counter.json")
        let run = try HostProcess.run("run", path, "--interrupt-before", "add/*")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(#"does not take "add/*""#))
    }
}
