import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelRuntime
import PregelValues

extension Fuzzer {
    private static let manifests = Corpus(
        Corpus.files("examples", "manifest.json") + Corpus.files("examples", "taxes.json") + [richManifest],
        words: [
            "START", "END", "other.json", "std.set", "std.pass", "reduce", "append", "__x", "*", "../x.so", ">=1 <2",
        ])
    private static let scenarios = Corpus(
        Corpus.files("examples", "test.json") + Corpus.files("Tests/Scenarios", ".json"),
        words: ["graph.json", "$match", "run", "resume", "expect", "events", "latest"])

    /// Files that hold the same: a manifest that names another one nests it, and itself.
    private struct OneFile: ManifestFiles {
        let bytes: [UInt8]

        func read(_ path: String) throws(FileFault) -> [UInt8] {
            guard path.hasSuffix(".json"), path.utf8.count < 60 else {
                throw FileFault(reason: "No such file or directory")
            }
            return bytes
        }
    }

    /// Manifests, up to the graph that the engine would run.
    static let manifest = Fuzzer(name: "manifest", make: { JSONMaker(corpus: manifests).make(&$0) }) {
        bytes throws(Broken) in
        let told: [Diagnostic]
        do throws(DiagnosticsError) {
            let read = try ManifestLoader(files: OneFile(bytes: bytes)).read(bytes, name: "graph.json", folder: "")
            told = try GraphLoader(PluginSearch([])).check(read, probe: nil).diagnostics
        } catch {
            told = error.diagnostics
        }
        try check(told)
    }

    static let scenario = Fuzzer(name: "scenario", make: { JSONMaker(corpus: scenarios).make(&$0) }) {
        bytes throws(Broken) in
        do throws(DiagnosticsError) {
            let scenario = try ScenarioLoader(files: OneFile(bytes: bytes)).load(path: "test.json")
            _ = ManifestLoader(files: OneFile(bytes: bytes)).read(scenario.manifest, folder: scenario.folder)
        } catch {
            try check(error.diagnostics)
        }
    }

    /// What every diagnostic has: a code, a text without what commands a terminal, and never too many of them.
    private static func check(_ told: [Diagnostic]) throws(Broken) {
        if told.count > 2000 { throw Broken("\(told.count) diagnostics of one text") }
        let text = DiagnosticRenderer().render(told)
        let harmful = text.unicodeScalars.first { $0 != "\n" && Wording.isHarmful($0) }
        if let harmful { throw Broken("a diagnostic has the character U+\(String(harmful.value, radix: 16))") }
    }

    private static let richManifest = Array(
        #"""
        {"version": 1, "name": "rich", "plugins": {"p": {"plugin": "org.example.p", "require": ">=1.2 <2", "config": {"a": 1}},
           "q": {"path": "./q.so", "sha256": "00", "isolation": "process", "grants": {"env": ["HOME"], "read": ["."]}}},
         "state": {"x": {"schema": {"type": ["integer", "null"], "minimum": 0}}, "m": {"channel": "reduce", "reducer": "messages"},
           "log": {"channel": "reduce", "reducer": "append", "initial": []}, "t": {"channel": "topic", "accumulate": true},
           "now": {"channel": "ephemeral", "guard": false}, "any": {"channel": "any_value"}, "s": {"channel": "untracked"}},
         "input": ["x"], "output": ["log"],
         "nodes": {"a": {"use": "std.set", "config": {"values": {"x": {"+": [{"var": "x"}, 1]}}},
             "retry": [{"max_attempts": 2, "initial_interval": 0.1, "backoff": 2, "max_interval": 5, "retry_on": ["KeyError"]}],
             "timeout": {"run": 3, "idle": 1.5, "refresh_on": "heartbeat"}, "cache": {"ttl": 60, "key": ["x"]}},
           "b": {"use": "p.work", "config": {"k": [1]}, "on_error": {"use": "std.log", "config": {"message": "m"}}, "defer": true},
           "c": {"use": "std.goto", "config": {"expr": {"if": [{"var": "x"}, "a", "END"]}}, "destinations": ["a", "END"]},
           "g": {"graph": {"name": "in", "state": {"x": {}}, "nodes": {"n": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "n"}]}, "persistence": "own", "map": {"over": ["x"], "mode": "zip"}},
           "h": {"graph": "other.json", "runner": "daft"}},
         "edges": [{"from": "START", "to": "a"}, {"from": ["a", "b"], "to": "c"}, {"from": "a", "to": ["b", "g"]},
           {"from": "b", "route": {"expr": {">": [{"var": "x"}, 3]}}, "targets": {"true": "c", "false": "END"}},
           {"from": "g", "route": {"use": "std.send_each", "config": {"over": [1, 2], "node": "h"}}, "targets": ["h"]}],
         "interrupts": {"before": ["c"], "after": "*"}, "durability": "exit",
         "limits": {"recursion_limit": 30, "max_concurrency": 2, "step_timeout": 9.5}, "metadata": {"team": "x"}, "x-own": 1}
        """#.utf8)
}
