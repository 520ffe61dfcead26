import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

@Suite struct NestedManifestTests {
    private static func graph(_ name: String, nesting paths: [String]) -> String {
        let nodes = paths.enumerated().map { #""n\#($0)": {"graph": "\#($1)"}"# }
        return """
            {"version": 1, "name": "\(name)", "state": {}, "nodes": {\(nodes.joined(separator: ", "))},
             "edges": [{"from": "START", "to": "END"}]}
            """
    }

    @Test func `a path starts from the folder of the manifest that has it`() throws {
        let files = MemoryFiles([
            "work/graph.json": Self.graph("a", nesting: ["parts/b.json"]),
            "work/parts/b.json": Self.graph("b", nesting: ["../c.json", "./d.json"]),
            "work/c.json": Self.graph("c", nesting: []), "work/parts/d.json": Self.graph("d", nesting: []),
        ])
        let root = try ManifestLoader(files: files).load(path: "work/graph.json")
        let b = try #require(root.nodes[0].nested)
        #expect(root.folder == "work" && b.manifest.folder == "work/parts" && b.path == "parts/b.json")
        #expect(b.manifest.nodes.compactMap { $0.nested?.manifest.name } == ["c", "d"])
        #expect(b.manifest.place.document.name == "work/parts/b.json")
    }

    @Test func `a file that is nested twice is read once, and its faults are told once`() throws {
        let files = ["b.json": #"{"version": 1, "name": "b", "state": {}}"#]
        let error = try #require(throws: DiagnosticsError.self) {
            try load(Self.graph("a", nesting: ["b.json", "b.json", "./b.json"]), files: files)
        }
        #expect(error.diagnostics.map(\.code) == ["manifest.missing-key", "manifest.missing-key"])
        #expect(error.diagnostics.allSatisfy { $0.location?.file == "b.json" })
    }

    /// Files that each use the next one twice, and the manifest that uses the first.
    private static func doubling(_ levels: Int) throws -> ReadManifest {
        var files = (0..<levels).map { ("\($0).json", Self.graph("g", nesting: ["\($0 + 1).json", "\($0 + 1).json"])) }
        files.append(("\(levels).json", Self.graph("end", nesting: [])))
        let loader = ManifestLoader(files: MemoryFiles(Dictionary(uniqueKeysWithValues: files)))
        return try loader.read(Array(Self.graph("root", nesting: ["0.json"]).utf8), name: "root.json", folder: "")
    }

    @Test func `files that double at each level load in no time`() throws {
        let manifest = try Self.doubling(12).sound()
        #expect(manifest.size == ManifestSize(graphs: 8192, nodes: 8191))
        let checked = checkComponents(manifest, TestCatalog())
        #expect(checked.diagnostics == [])
    }

    @Test(arguments: [13, 20, 30])
    func `a graph of more graphs than can be built is refused where it becomes one, once`(levels: Int) throws {
        let read = try Self.doubling(levels)
        #expect(read.diagnostics.map(\.code) == ["manifest.too-large"])
        #expect(
            read.diagnostics.first?.message == "with all that is nested, the graph has more than 10000 graphs")
        #expect(read.diagnostics.first?.location?.file == "\(levels - 13).json")
        #expect(read.diagnostics.first?.location?.pointer == "/nodes/n1/graph")
        // What else is wrong is looked for all the same, and as soon.
        let manifest = try #require(read.manifest)
        #expect(checkComponents(manifest, TestCatalog()).diagnostics == [])
    }

    @Test func `a graph of more nodes than can be built is refused`() throws {
        let nodes = (0..<2000).map { #""n\#($0)": {"use": "std.pass"}"# }.joined(separator: ",")
        let wide =
            #"{"version": 1, "name": "w", "state": {}, "nodes": {\#(nodes)}, "edges": [{"from": "START", "to": "n0"}]}"#
        func faults(_ count: Int) throws -> [String] {
            let root = Self.graph("root", nesting: Array(repeating: "wide.json", count: count))
            let loader = ManifestLoader(files: MemoryFiles(["wide.json": wide]))
            return try loader.read(Array(root.utf8), name: "root.json", folder: "").diagnostics.map(\.message)
        }
        #expect(try faults(499) == [])
        #expect(try faults(500) == ["with all that is nested, the graph has more than 1000000 nodes"])
    }

    @Test func `graphs are not nested without end`() throws {
        let files = (0..<100).map { ("\($0).json", Self.graph("g", nesting: ["\($0 + 1).json"])) }
        let error = try #require(throws: DiagnosticsError.self) {
            try load(Self.graph("root", nesting: ["0.json"]), files: Dictionary(uniqueKeysWithValues: files))
        }
        #expect(error.diagnostics.map(\.code) == ["manifest.too-deep"])
    }

    @Test func `what only a root decides is pointed out in a nested graph`() throws {
        let manifest = try load(
            """
            {"version": 1, "name": "a", "state": {}, "nodes": {"sub": {"graph":
               {"name": "b", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}], "durability": "exit"}}},
             "edges": [{"from": "START", "to": "sub"}]}
            """)
        #expect(manifest.warnings.map(\.code) == ["manifest.ignored-key"])
        #expect(manifest.warnings.first?.location?.pointer == "/nodes/sub/graph/durability")
    }

    @Test func `an implied plugin needs no entry, and an entry of its own wins`() throws {
        let loader = ManifestLoader(impliedPlugins: [("probe", .identity("org.pregel-host.probe"))])
        let rest = #""state": {}, "nodes": {"n": {"use": "probe.script"}}, "edges": [{"from": "START", "to": "n"}]}"#
        func source(_ head: String) throws -> [PluginEntry.Source] {
            try loader.load(Array((head + rest).utf8), name: "g", folder: "").plugins.map(\.source)
        }
        #expect(try source(#"{"version": 1, "name": "g", "#) == [.identity("org.pregel-host.probe")])
        #expect(
            try source(#"{"version": 1, "name": "g", "plugins": {"probe": "mine.so"}, "#) == [.path("mine.so")])
    }

    @Test func `a part of a document is loaded with the places of the whole`() throws {
        let text = #"{"scenario": 1, "manifest": {"version": 1, "name": "g", "state": {}, "nodes": {}, "edges": []}}"#
        let document = try JSONDocument(name: "case.json", bytes: Array(text.utf8))
        let error = try #require(throws: DiagnosticsError.self) {
            try ManifestLoader().load(Place(document: document, pointer: "/manifest"), folder: "")
        }
        #expect(error.diagnostics.map(\.location?.pointer) == ["/manifest/edges"])
        #expect(error.diagnostics.map(\.location?.column) == [83])
    }

    @Test func `a file that is not there, and a folder, are no manifests`() throws {
        for (path, reason) in [("/nonexistent/graph.json", "No such file or directory"), ("/", "it is a folder")] {
            let error = try #require(throws: DiagnosticsError.self) { try ManifestLoader().load(path: path) }
            #expect(error.diagnostics.map(\.code) == ["manifest.unreadable"])
            #expect(error.diagnostics[0].message.hasSuffix(reason))
        }
    }
}
