import Foundation
import Testing

/// The main example on a real text, held against the tools that everybody has.
@Suite(.timeLimit(.minutes(20)))
struct WordCountTests {
    private let folder: TemporaryFolder
    private let text: String

    init() throws {
        folder = try TemporaryFolder()
        text = folder.path("text")
        // Five megabytes and more of what is on every machine that can build this.
        let script =
            "find \"$1\" /usr/include /usr/share/common-licenses -type f -print0 | LC_ALL=C sort -z | xargs -0 cat | head -c 6000000 > \"$2\""
        _ = try Self.shell(script, HostProcess.root.appendingPathComponent("Sources").path, text)
        let size = try FileManager.default.attributesOfItem(atPath: text)[.size] as? Int ?? 0
        try #require(size >= 5_000_000)
    }

    /// The example with as many parts and ranks as asked for.
    private func manifest(parts: Int) throws -> String {
        let file = HostProcess.root.appendingPathComponent("examples/04-map-reduce/manifest.json")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacingOccurrences(of: #""config": {"count": 8}"#, with: #""config": {"count": \#(parts)}"#)
            .replacingOccurrences(of: #""config": {"count": 10}"#, with: #""config": {"count": 100000000}"#)
        return try folder.write(text, to: "manifest.json")
    }

    @Test(arguments: [1, 8, 61])
    func `the counts are those of tr, sort and uniq`(parts: Int) throws {
        let run = try HostProcess.run("run", manifest(parts: parts), "--set", "path=\"\(text)\"", "--json")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let top = try #require(try JSON(run.output)["output"]?["top"])
        let counted = top.items.map { item in
            guard case .number(let count) = item["count"] else { return "" }
            return "\(Int(count)) \(item["word"]?.string ?? "")"
        }
        let expected = try Self.shell(
            """
            export LC_ALL=C
            tr -cs A-Za-z '\\n' <"$1" | tr A-Z a-z | grep . | sort | uniq -c | sort -k1,1nr -k2,2 | sed 's/^ *//'
            """, text)
        #expect(counted.count > 10_000)
        #expect(counted == expected.split(separator: "\n").map(String.init))
    }

    @Test func `a file that is not there fails the run, and names it`() throws {
        let run = try HostProcess.run("run", manifest(parts: 2), "--set", "path=\"/nowhere/text\"")
        #expect(run.status == 1)
        #expect(run.errors.contains("FileNotFoundError: cannot read /nowhere/text"))
        #expect(run.errors.contains("node: split"))
        #expect(run.errors.contains("plugin: org.pregel-host.wordcount"))
    }

    private static func shell(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, "sh"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}
