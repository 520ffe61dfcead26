import Testing
import PregelManifest
import PregelDiagnostics

@Test func probe() throws {
    let text = """
    {
      "version": 1,
      "name": "g",
      "descriptio": "x",
      "plugins": {"text": "lib.so", "std": "x"},
      "state": {"a": {"channel": "reduce", "reducer": "appendd"}, "b": {"guard": true}, "9x": {}},
      "nodes": {
        "fetch": {"use": "txt.split", "retry": {"max_attempts": 0}},
        "sum": {"graph": {"name": "inner", "state": {}, "nodes": {"x": {"use": "text.a"}}, "edges": []}}
      },
      "edges": [{"from": "START", "to": "fetchh"}, {"from": "END", "route": {"expr": {"nope": 1}}, "targets": {"true": "START"}}],
      "input": ["a", "a", "zz"],
      "limits": {"recursion_limit": 1.5}
    }
    """
    do { _ = try ManifestLoader().load(Array(text.utf8), name: "g.json", folder: "") ; Issue.record("no") }
    catch { print(DiagnosticRenderer(color: false).render(error.diagnostics)) }
}
