import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

/// What is wrong in a manifest's own text does not hide what is wrong with its components; what only follows is left out.
@Suite struct OneRoundTests {
    private func check(_ text: String, files: [String: String] = [:]) throws -> [String] {
        let read = try ManifestLoader(files: MemoryFiles(files)).read(
            Array(text.utf8), name: "graph.json", folder: "")
        let checked = checkComponents(try #require(read.manifest), TestCatalog())
        return (read.diagnostics + checked.diagnostics).map {
            "\($0.code) \($0.location?.file ?? "")\($0.location?.pointer ?? "")"
        }
    }

    private func graph(_ nodes: String, plugins: String = #""text": "libtext.so""#, rest: String = "") -> String {
        """
        {"version": 1, "name": "g", "plugins": {\(plugins)}, "state": {"x": {}}, "nodes": {\(nodes)},
         "edges": [{"from": "START", "to": "a"}]\(rest)}
        """
    }

    @Test func `an unknown key and a configuration that does not fit are told together`() throws {
        let found = try check(
            graph(#""a": {"use": "std.set", "config": {"valuess": {"x": 1}}}, "b": {"use": "std.pass", "timout": 3}"#))
        #expect(
            found == [
                "manifest.unknown-key graph.json/nodes/b/timout",
                "component.bad-config graph.json/nodes/a/config/valuess",
            ])
    }

    @Test func `a missing plugin, an unknown component and an unknown node are told together`() throws {
        let found = try check(
            graph(
                #""a": {"use": "gone.x"}, "b": {"use": "text.splt"}, "c": {"use": "std.goto", "config": {"expr": "d"}}"#,
                plugins: #""gone": "libgone.so", "text": "libtext.so""#, rest: #", "input": ["y"]"#))
        #expect(
            found == [
                "manifest.unknown-channel graph.json/input/0", "plugin.missing graph.json/plugins/gone",
                "component.unknown graph.json/nodes/b/use", "manifest.unknown-node graph.json/nodes/c/config/expr",
            ])
    }

    @Test func `a nested file's own faults do not hide those of its components`() throws {
        let nested = #"""
            {"version": 1, "name": "in", "state": {}, "outptu": [], "nodes": {"n": {"use": "std.emit"}},
             "edges": [{"from": "START", "to": "n"}]}
            """#
        let found = try check(
            graph(#""a": {"graph": "in.json"}, "b": {"use": "std.wait"}"#), files: ["in.json": nested])
        #expect(
            found == [
                "manifest.unknown-key in.json/outptu", "component.bad-config graph.json/nodes/b/config",
                "component.bad-config in.json/nodes/n/config",
            ])
    }

    @Test(arguments: [
        // What a component lacks whose configuration could not be read.
        (#""a": {"use": "text.split", "config": 3}"#, "manifest.wrong-type graph.json/nodes/a/config"),
        (#""a": {"use": "text.split", "confg": {"sep": ","}}"#, "manifest.unknown-key graph.json/nodes/a/confg"),
        // A node that is named, and whose component is unknown.
        (
            #""a": {"use": "std.goto", "config": {"expr": "b"}}, "b": {"use": 3}"#,
            "manifest.wrong-type graph.json/nodes/b/use"
        ),
        // A node whose nested graph cannot be read.
        (
            #""a": {"use": "std.goto", "config": {"expr": "b"}}, "b": {"graph": "gone.json"}"#,
            "manifest.unreadable graph.json/nodes/b/graph"
        ),
    ])
    func `what only follows from a fault is left out`(nodes: String, expected: String) throws {
        #expect(try check(graph(nodes)) == [expected])
    }

    @Test func `names are not looked up in a section that could not be read`() throws {
        let found = try check(
            #"""
            {"version": 1, "name": "g", "state": [], "nodes": {"a": {"use": "std.set", "config": {"values": {"x": {"var": "y"}}}}},
             "edges": [{"from": "START", "to": "a"}]}
            """#)
        #expect(found == ["manifest.wrong-type graph.json/state"])
    }

    @Test func `a channel of an unknown kind is still a channel`() throws {
        let found = try check(
            #"""
            {"version": 1, "name": "g", "state": {"x": {"channel": "lst_value"}}, "input": ["x"],
             "nodes": {"a": {"use": "std.set", "config": {"values": {"x": {"var": "x"}}}}},
             "edges": [{"from": "START", "to": "a"}]}
            """#)
        #expect(found == ["manifest.bad-value graph.json/state/x/channel"])
    }

    @Test func `a plugin that two entries configure otherwise is refused, one that they configure alike is not`() throws
    {
        func plugins(_ first: String, _ second: String) -> String {
            #""text": {"path": "libtext.so", "config": \#(first)}, "again": {"path": "libtext.so", "config": \#(second)}"#
        }
        let nodes = #""a": {"use": "text.join"}, "b": {"use": "again.join"}"#
        #expect(try check(graph(nodes, plugins: plugins("{}", #"{"lang": "en"}"#))) == [], "the default is en")
        #expect(
            try check(graph(nodes, plugins: plugins("{}", #"{"lang": "de"}"#))) == [
                "plugin.config graph.json/plugins/again/config"
            ])
    }
}
