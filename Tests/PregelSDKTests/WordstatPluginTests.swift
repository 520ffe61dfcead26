import Foundation
import PregelTesting
import Testing

/// A plugin in C, through the same double.
struct WordstatPluginTests {
    @Test func `it counts as wc does`() throws {
        let plugin = try PluginUnderTest(path: Project.plugin("wordstat"))
        let text = "Grüße aus  Köln\nzwei\tdrei\n\nlast"
        let stat = try #require(try plugin.node("stat").run(["text": Value(text)]).writes["stat"])
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "text")
        let wc = try Shell.run(["env", "LC_ALL=C.UTF-8", "wc", "-l", "-w", "-m", "-c", file]).output
        let numbers = wc.split(separator: " ").prefix(4).compactMap { Int($0) }
        #expect(
            ["lines", "words", "characters", "bytes"].map { stat[$0]?.int ?? -1 }.sorted() == numbers.sorted(),
            "\(stat)")
        #expect(stat["words"]?.int == 6)
    }

    @Test func `it says what is wrong`() throws {
        let plugin = try PluginUnderTest(path: Project.plugin("wordstat"))
        let result = try plugin.node("stat").run(["text": 3])
        #expect(result.status == .failed && result.failure?.message.isEmpty == false)
    }
}
