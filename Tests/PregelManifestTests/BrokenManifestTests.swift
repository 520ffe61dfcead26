import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

/// Every mistake is found, said in full, and pointed at; all of a manifest's at once.
@Suite struct BrokenManifestTests {
    @Test(arguments: BrokenManifest.all)
    func `each mistake is told in full`(manifest: BrokenManifest) throws {
        let loader = ManifestLoader(files: MemoryFiles(manifest.files.merging(["graph.json": manifest.text]) { $1 }))
        let error = try #require(throws: DiagnosticsError.self) { try loader.load(path: "graph.json") }
        #expect(DiagnosticRenderer().render(error.diagnostics) == manifest.expected)
        #expect(error.exit == .invalidInput)
    }

    @Test(arguments: BrokenManifest.all)
    func `the JSON Schema refuses what is wrong in itself`(manifest: BrokenManifest) throws {
        let document = try JSONDocument(name: "graph.json", bytes: Array(manifest.text.utf8))
        let schema = try JSONSchema(JSONDocument(name: "schema", bytes: Array(ManifestSchema.text.utf8)).root)
        #expect(schema.accepts(document.root) == !manifest.isStructural)
    }
}
