import Foundation
import Testing

/// What users reported of failures, retries, caches and routes by values, from the outside.
@Suite(.timeLimit(.minutes(20)))
struct ReportedFailureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ manifest: String, _ options: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(["run", folder.write(manifest, to: "graph.json")] + options)
    }

    /// A graph of one node of the plugin `probe`, which does what its configuration says.
    private static func probing(_ steps: String, _ keys: String) -> String {
        Fixtures.single(
            #"{"use": "probe.script", "config": {"steps": [\#(steps)]}, \#(keys)}"#,
            extra: #", "plugins": {"probe": {"plugin": "org.pregel-host.probe"}}"#)
    }

    // MARK: Retries

    @Test(arguments: [
        ("IndexError", "LookupError"), ("ConnectionResetError", "OSError"), ("BrokenPipeError", "ConnectionError"),
        ("ZeroDivisionError", "ArithmeticError"), ("LuckError", "Exception"), ("KeyError", "Exception"),
        ("UnicodeDecodeError", "ValueError"), ("ModuleNotFoundError", "ImportError"),
    ])
    func `a policy for a kind of failure holds for those that it is a base of`(kind: String, base: String) throws {
        let steps = #"{"fail": {"error": "\#(kind)", "message": "once", "attempts": 1}}, {"write": {"x": "done"}}"#
        let policy = #""retry": {"max_attempts": 2, "initial_interval": 0, "jitter": false, "retry_on": ["\#(base)"]}"#
        let run = try run(Self.probing(steps, policy))
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["x": "done"])
    }

    @Test(arguments: [("LookupError", "KeyError"), ("OSError", "LookupError"), ("KeyboardInterrupt", "Exception")])
    func `a policy for one kind of failure does not hold for another`(kind: String, other: String) throws {
        let steps = #"{"fail": {"error": "\#(kind)", "message": "once", "attempts": 1}}, {"write": {"x": "done"}}"#
        let policy = #""retry": {"max_attempts": 2, "initial_interval": 0, "jitter": false, "retry_on": ["\#(other)"]}"#
        let run = try run(Self.probing(steps, policy))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(kind))
    }

    @Test(arguments: [
        ("ConnectionError", true), ("ConnectionRefusedError", true), ("LuckError", true), ("FileNotFoundError", false),
        ("KeyError", false), ("RecursionError", false), ("OverflowError", false),
    ])
    func `without a list the kinds are tried again that LangGraph tries again`(kind: String, isRetried: Bool) throws {
        let steps = #"{"fail": {"error": "\#(kind)", "message": "once", "attempts": 1}}, {"write": {"x": "done"}}"#
        let run = try run(
            Self.probing(steps, #""retry": {"max_attempts": 2, "initial_interval": 0, "jitter": false}"#))
        #expect(run.status == (isRetried ? 0 : 1), "\(run.errors)")
        #expect(run.output.isEmpty == !isRetried)
        #expect(run.errors.contains("NODE_ERROR") == !isRetried)
    }

    // MARK: What an error handler sees

    @Test(arguments: [
        (#""use": "std.goto", "config": {"expr": {"cat": ["no", "where"]}}"#, "InvalidUpdateError"),
        (#""use": "std.wait", "config": {"ms": 3600000}, "timeout": 0.01"#, "NodeTimeoutError"),
        (#""use": "std.fail", "config": {"message": "m", "kind": "LuckError"}"#, "LuckError"),
    ])
    func `a handler is told the kind of a failure by LangGraph's name`(node: String, kind: String) throws {
        let handler = #""on_error": {"use": "std.set", "config": {"values": {"x": {"var": "error.kind"}}}}"#
        let run = try run(Fixtures.single("{\(node), \(handler)}"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["x": .string(kind)])
    }

    // MARK: One number, one name

    private static func routed(_ targets: String) -> String {
        """
        {"version": 1, "name": "routed", "state": {"x": {}, "went": {}}, "output": ["went"],
         "nodes": {"look": {"use": "std.pass"},
                   "there": {"use": "std.set", "config": {"values": {"went": "there"}}}},
         "edges": [{"from": "START", "to": "look"},
                   {"from": "look", "route": {"expr": {"*": [{"var": "x"}, 1]}}, "targets": \(targets)}]}
        """
    }

    @Test(arguments: ["2", "2.0", "2e0", "0.2e1", "20e-1"])
    func `a number takes the target of its value, however it is written`(number: String) throws {
        let run = try run(Self.routed(#"{"2": "there", "3": "END"}"#), "--set", "x=\(number)")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["went": "there"])
    }

    @Test func `a number that comes of a division takes the target of its value`() throws {
        let manifest = Self.routed(#"{"2": "there"}"#).replacing(
            #"{"*": [{"var": "x"}, 1]}"#, with: #"{"/": [{"var": "x"}, 2.5]}"#)
        let run = try run(manifest, "--set", "x=5")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["went": "there"])
    }

    @Test func `null takes the target of that name, where there is one`() throws {
        let route = #"{"*": [{"var": "x"}, 1]}"#
        let manifest = Self.routed(#"{"null": "there", "1": "END"}"#).replacing(route, with: #"{"var": "x"}"#)
        let run = try run(manifest, "--set", "x=null")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["went": "there"])
        let without = Self.routed(#"{"1": "there"}"#).replacing(route, with: #"{"var": "x"}"#)
        let refused = try self.run(without, "--set", "x=null")
        #expect(refused.status == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("INVALID_UPDATE"))
    }

    @Test(arguments: ["123456789012345678901234567890", "-9223372036854775809", "18446744073709551616"])
    func `an integer of more than 64 bits is exact or refused`(number: String) throws {
        let run = try run(Fixtures.single(#"{"use": "std.pass"}"#), "--set", "x=\(number)")
        if run.status == 0 {
            #expect(run.output.contains(": \(number)}"))
        } else {
            #expect(run.status == 4)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(number))
        }
    }

    // MARK: Values and results

    @Test func `an overwrite means the same in a node's write as in the input`() throws {
        let write = #"{"obj": {"__overwrite__": {"lit": ["new"]}}}"#
        let manifest = Fixtures.single(
            #"{"use": "std.set", "config": {"values": {"log": \#(write)}}}"#,
            state: #"{"log": {"channel": "reduce", "reducer": "append"}}"#)
        let run = try run(manifest, "--set", #"log=["old"]"#)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["log": ["new"]])
    }

    @Test func `nested graphs of one name do not get each other's cached results`() throws {
        func nested(_ text: String) -> String {
            """
            {"graph": {"name": "part", "state": {"key": {}, "log": {"channel": "reduce", "reducer": "append"}},
              "input": ["key"], "output": ["log"],
              "nodes": {"make": {"use": "std.set", "config": {"values": {"log": ["\(text)"]}}, "cache": {"ttl": null}}},
              "edges": [{"from": "START", "to": "make"}]}}
            """
        }
        try folder.write(
            """
            {"scenario": 1, "name": "two parts", "cache": true,
             "manifest": {"version": 1, "name": "whole",
               "state": {"key": {}, "log": {"channel": "reduce", "reducer": "append"}},
               "nodes": {"left": \(nested("from the left")), "right": \(nested("from the right"))},
               "edges": [{"from": "START", "to": "left"}, {"from": "left", "to": "right"}]},
             "steps": [{"do": "run", "input": {"key": 7},
                        "expect": {"output": {"key": 7, "log": ["from the left", "from the right"]}}}]}
            """, to: "test.json")
        let run = try HostProcess.run("test", folder.path("test.json"))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output == "1 passed, 0 failed\n")
    }
}
