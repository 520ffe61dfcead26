import Foundation
import PregelTesting
import Testing

/// The built plugin `files`.
struct FilesPluginTests {
    let plugin: PluginUnderTest
    let folder: TemporaryFolder

    init() throws {
        plugin = try PluginUnderTest(path: Project.plugin("files"))
        folder = try TemporaryFolder()
    }

    private func run(_ node: String, _ config: Value = [:], _ input: Value) throws -> [String: Value] {
        let result = try plugin.node(node, config: config).run(input)
        if let failure = result.failure { throw failure }
        return result.writes
    }

    @Test func `read gives a file as a text, as lines, or as bytes`() throws {
        let path = Value(try folder.write("one\r\ntwo\n", to: "a.txt"))
        #expect(try run("read", [:], ["path": path]) == ["text": "one\r\ntwo\n"])
        #expect(try run("read", ["as": "lines", "to": "lines"], ["path": path]) == ["lines": ["one", "two"]])
        #expect(try run("read", ["as": "bytes"], ["path": path])["text"]?.bytes == Array("one\r\ntwo\n".utf8))
        #expect(try run("read", [:], ["path": path, "offset": 5, "length": 3]) == ["text": "two"])
        #expect(try run("read", [:], ["path": path, "offset": 100]) == ["text": ""])
    }

    @Test func `read says what is wrong`() throws {
        func kind(_ config: Value, _ input: Value) -> String {
            do {
                _ = try run("read", config, input)
                return ""
            } catch {
                return (error as? NodeError)?.kind ?? "\(error)"
            }
        }
        #expect(kind([:], ["path": Value(folder.path("none"))]) == "FileNotFoundError")
        #expect(kind([:], ["path": Value(folder.url.path)]) == "IsADirectoryError")
        let broken = folder.url.appendingPathComponent("broken")
        try Data([0xFF, 0xFE]).write(to: broken)
        #expect(kind([:], ["path": Value(broken.path)]) == "UnicodeDecodeError")
        #expect(kind(["max_bytes": 1], ["path": Value(broken.path)]) == "FileTooLargeError")
        #expect(kind([:], ["path": Value(broken.path), "offset": -1]) == "ValueError")
    }

    @Test(arguments: [1, 3, 7, 100])
    func `shards end with lines, and together are the file`(_ count: Int) throws {
        let text = (0..<50).map { "line \($0)" + String(repeating: ".", count: $0 % 11) + "\n" }.joined() + "end"
        let path = try folder.write(text, to: "big.txt")
        let shards = try #require(try run("shard", ["count": Value(count)], ["path": Value(path)])["shards"])
        #expect(shards.count <= count && shards.count > 0)
        var joined = ""
        for (index, shard) in shards.items.enumerated() {
            let part = try #require(try run("read", [:], shard)["text"]?.string)
            #expect(part.hasSuffix("\n") || index == shards.count - 1)
            joined += part
        }
        #expect(joined == text)
    }

    @Test func `a shard that ends at a line's end is not made longer`() throws {
        let path = try folder.write("aa\nbb\ncc\ndd\n", to: "even.txt")
        let shards = try #require(try run("shard", ["count": 2], ["path": Value(path)])["shards"])
        #expect(shards.items.map { $0["length"]?.int } == [6, 6])
        let empty = try folder.write("", to: "empty.txt")
        #expect(try run("shard", [:], ["path": [Value(path), Value(empty)]])["shards"]?.count == 4)
    }

    @Test(
        arguments: [
            (["**"], ["a.swift", "b/c.swift", "b/d/e.swift", "b/d/f.txt", "g-1.txt"]),
            (["*.swift"], ["a.swift"]),
            (["**/*.swift"], ["a.swift", "b/c.swift", "b/d/e.swift"]),
            (["b/*/?.[a-t]*"], ["b/d/e.swift", "b/d/f.txt"]),
            (["*-[!0].txt", "b/**/c.swift"], ["b/c.swift", "g-1.txt"]),
            (["none"], []),
        ] as [([String], [String])])
    func `walk finds what fits, sorted`(_ patterns: [String], _ expected: [String]) throws {
        for name in ["b/d/f.txt", "b/d/e.swift", "b/c.swift", "a.swift", "g-1.txt", ".hidden", ".git/x.swift"] {
            try folder.write("", to: name)
        }
        let config: Value = ["patterns": .array(patterns.map { Value($0) })]
        let paths = try run("walk", config, ["folder": Value(folder.url.path)])["paths"]
        #expect(paths == .array(expected.map { Value(folder.path($0)) }))
    }

    @Test func `walk follows no links to folders, and has a limit`() throws {
        try folder.write("", to: "a/b")
        try FileManager.default.createSymbolicLink(atPath: folder.path("a/loop"), withDestinationPath: folder.url.path)
        let paths = try run("walk", ["hidden": true], ["folder": Value(folder.url.path)])["paths"]
        #expect(paths == [Value(folder.path("a/b")), Value(folder.path("a/loop"))])
        #expect(throws: NodeError.self) { try run("walk", ["limit": 1], ["folder": Value(folder.url.path)]) }
        #expect(throws: NodeError.self) { try run("walk", [:], ["folder": Value(folder.path("none"))]) }
    }

    @Test func `write replaces a file whole, and leaves nothing else`() throws {
        let path = try folder.write("old", to: "out.txt")
        let writes = try run("write", ["to": "n", "sync": true], ["path": Value(path), "text": "new text"])
        #expect(writes == ["n": 8])
        #expect(try folder.read("out.txt") == "new text")
        _ = try run("write", ["make_folders": true], ["path": Value(folder.path("x/y/z.json")), "text": ["k": 1]])
        #expect(try Value(json: folder.read("x/y/z.json")) == ["k": 1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["out.txt", "x"])
        #expect(throws: NodeError.self) {
            try run("write", [:], ["path": Value(folder.path("none/z")), "text": "x"])
        }
    }
}
