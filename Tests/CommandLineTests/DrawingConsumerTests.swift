import Foundation
import Testing

/// Drawings of graphs whose names and results mean something to the languages of drawings, read by those who draw them.
@Suite(.timeLimit(.minutes(20)))
struct DrawingConsumerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let seeds = 0..<12 as Range<UInt64>
    private static let dot = program("dot")
    private static let node = program("node")
    /// Mermaid's own file; `make consumers` fetches it.
    private static let mermaid = ProcessInfo.processInfo.environment["PREGEL_MERMAID"]

    private static func program(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Draws a random graph with all that it nests, and gives the drawing.
    private func drawing(_ seed: UInt64, _ format: String) throws -> String {
        var random = RandomManifest(seed: seed)
        let manifest = try folder.write(random.text(), to: "graph\(seed).json")
        let run = try HostProcess.run("graph", manifest, "--format", format, "--depth", "\(seed % 3)")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        return run.output
    }

    /// Runs a reader of drawings, and gives what it says.
    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = try folder.open("said")
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, folder.read("said"))
    }

    @Test(.enabled(if: dot != nil, "Graphviz is not installed; `make consumers` installs it"), arguments: seeds)
    func `Graphviz reads a drawing without a warning`(seed: UInt64) throws {
        let path = try folder.write(drawing(seed, "dot"), to: "graph.dot")
        // It also lays it out: only then it looks at the borders that arrows are cut off at.
        let run = try run(#require(Self.dot), ["-Tplain", "-o/dev/null", path])
        #expect(run.status == 0)
        #expect(run.text.isEmpty, "\(run.text)")
    }

    @Test(.enabled(if: mermaid != nil && node != nil, "Mermaid's parser is not there; `make consumers` fetches it"))
    func `Mermaid reads every drawing`() throws {
        let files = try Self.seeds.map { try folder.write(drawing($0, "mermaid"), to: "graph\($0).mmd") }
        let reader = HostProcess.root.appendingPathComponent("Tests/Consumers/mermaid.js").path
        let run = try run(#require(Self.node), [reader, #require(Self.mermaid)] + files)
        #expect(run.status == 0, "\(run.text)")
        #expect(run.text.split(separator: "\n").count == files.count)
    }

    @Test(arguments: seeds)
    func `as data both ends of each arrow are boxes, and no two arrows are between the same boxes`(seed: UInt64) throws
    {
        try check(JSON(drawing(seed, "json")))
    }

    private func check(_ graph: JSON) throws {
        let nodes = try #require(graph["nodes"]).items
        let names = nodes.compactMap { $0["name"]?.string }
        #expect(Set(names).count == nodes.count)
        let arrows = try #require(graph["edges"]).items.map { [$0["from"]?.string, $0["to"]?.string] }
        #expect(Set(arrows).count == arrows.count)
        #expect(arrows.allSatisfy { $0.allSatisfy { $0.map(names.contains) == true } })
        #expect(names.contains("END") == arrows.contains { $0[1] == "END" })
        for node in nodes { if let inside = node["graph"] { try check(inside) } }
    }
}
