import PregelDiagnostics
import PregelEngine
import PregelManifest
import PregelPlugins
import PregelRuntime
import PregelValues
import Testing

/// Checking has the last word: what it lets pass loads, what it refuses is refused by loading, in the same words.
@Suite(.timeLimit(.minutes(20)))
struct MutatedManifestTests {
    /// A graph with most of what manifests may say.
    private static let rich = #"""
        {
          "version": 1, "name": "rich", "description": "most keys",
          "state": {
            "x": {"schema": {"type": ["integer", "null"], "minimum": 0}}, "name": {},
            "log": {"channel": "reduce", "reducer": "append", "initial": []},
            "sum": {"channel": "reduce", "reducer": "sum", "initial": 1, "schema": {"type": "number"}},
            "parts": {"channel": "topic", "accumulate": true}, "now": {"channel": "ephemeral", "guard": false},
            "any": {"channel": "any_value"}, "secret": {"channel": "untracked"}
          },
          "input": ["x", "name"], "output": ["log", "sum"],
          "nodes": {
            "a": {"use": "std.set", "config": {"values": {"x": {"+": [{"var": "x"}, 1]}, "log": [{"var": "name"}]}}},
            "b": {"use": "std.set", "input": ["x", "sum"], "config": {"overwrite": {"sum": {"var": "x"}}},
                  "retry": [{"max_attempts": 2, "initial_interval": 0.1, "retry_on": ["KeyError"]}, {"jitter": false}],
                  "timeout": {"run": 3, "idle": 1.5, "refresh_on": "heartbeat"}, "cache": {"ttl": 60, "key": ["x"]}},
            "c": {"use": "std.goto", "config": {"expr": {"if": [{"var": "x"}, "d", "END"]}}, "destinations": ["d", "END"]},
            "d": {"use": "std.fail", "config": {"message": "no"}, "on_error": {"use": "std.log", "config": {"message": {"var": "error.kind"}}}},
            "e": {"use": "std.interrupt", "config": {"value": "?", "into": "any", "schema": {"type": "string"}}, "defer": true},
            "f": {"use": "std.send_each", "config": {"over": {"var": "log"}, "node": "a", "arg": {"obj": {"x": {"var": "index"}}}}},
            "g": {"graph": {"name": "in", "state": {"x": {}, "log": {"channel": "reduce", "reducer": "append"}},
                  "nodes": {"n": {"use": "std.emit", "config": {"value": {"var": "x"}}}}, "edges": [{"from": "START", "to": "n"}]},
                  "persistence": "own", "metadata": {"k": 1}}
          },
          "edges": [
            {"from": "START", "to": "a"}, {"from": "a", "to": ["b", "c"]}, {"from": ["b", "c"], "to": "e"},
            {"from": "b", "route": {"expr": {">": [{"var": "x"}, 3]}}, "targets": {"true": "f", "false": "END"}},
            {"from": "e", "route": {"use": "std.send_each", "config": {"over": [1, 2], "node": "g"}}, "targets": ["g"]}
          ],
          "interrupts": {"before": ["d"], "after": "*"},
          "limits": {"recursion_limit": 30, "max_concurrency": 2, "step_timeout": 9.5}, "metadata": {"team": "x"}
        }
        """#

    private static let names = [
        "a", "b", "c", "d", "e", "f", "g", "x", "log", "sum", "START", "END", "nope", "std.set", "std.pass", "std.goto",
        "std.none", "use", "config", "graph", "expr", "to", "from", "append", "reduce", "topic", "var", "values",
        "route",
        "targets", "__x", "plugins", "*",
    ]

    /// What checking says of a manifest's text, and what loading says.
    private func verdicts(_ text: String) -> (check: [Diagnostic], load: [Diagnostic]) {
        let loader = GraphLoader(PluginSearch([]))
        func read() throws(DiagnosticsError) -> ReadManifest {
            try ManifestLoader().read(Array(text.utf8), name: "graph.json", folder: "/nowhere")
        }
        var (check, load): ([Diagnostic], [Diagnostic]) = ([], [])
        // Hints are for who checks a graph, not for who runs it.
        let hints = ["manifest.unreachable-node", "manifest.endless-cycle", "manifest.impossible-join"]
        do throws(DiagnosticsError) {
            check = try loader.check(read(), probe: nil).diagnostics.filter { !hints.contains($0.code) }
        } catch {
            check = error.diagnostics
        }
        do throws(DiagnosticsError) {
            load = try loader.load(read(), probe: nil, log: SilentLog()).warnings
        } catch {
            load = error.diagnostics
        }
        return (check, load)
    }

    @Test(arguments: 0..<12)
    func `what is checked and what is loaded get one verdict`(seed: Int) throws {
        var mutation = ManifestMutation(seed: UInt64(seed) &* 7919 &+ 1)
        let whole = try Value(json: Self.rich)
        for _ in 0..<40 {
            var manifest = whole
            for _ in 0...mutation.number(below: 3) { manifest = mutation.change(manifest, names: Self.names) }
            let text = manifest.json()
            let (check, load) = verdicts(text)
            let isRefused = check.contains { $0.severity == .error }
            #expect(isRefused == load.contains { $0.severity == .error }, "\(text)")
            #expect(check == load, "\(text)")
            // The engine's own words would have no place: what it refuses is found before.
            #expect(!check.contains { $0.code == "graph.invalid" }, "\(text)")
            #expect(check.allSatisfy { $0.location?.file == "graph.json" }, "\(text)")
        }
    }

    @Test func `the graph that is changed is sound`() {
        let (check, load) = verdicts(Self.rich)
        #expect(check.filter { $0.severity == .error } == [])
        #expect(check == load)
    }

    @Test(arguments: ["step_timeout", "recursion_limit"])
    func `limits that no clock or counter reaches are no trap`(limit: String) {
        let text = Self.rich.replacing(#""\#(limit)": "#, with: #""\#(limit)": 900000000000000000, "x-was": "#)
        let (check, load) = verdicts(text)
        #expect(check.filter { $0.severity == .error } == [])
        #expect(check == load)
    }
}
