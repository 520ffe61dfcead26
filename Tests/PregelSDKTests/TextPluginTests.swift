import Foundation
import PregelTesting
import Testing

/// The built plugin `text`.
struct TextPluginTests {
    let plugin: PluginUnderTest

    init() throws { plugin = try PluginUnderTest(path: Project.plugin("text")) }

    private func run(_ node: String, _ config: Value, _ input: Value) throws -> [String: Value] {
        let result = try plugin.node(node, config: config).run(input)
        if let failure = result.failure { throw failure }
        return result.writes
    }

    @Test func `its identity is what it says`() {
        #expect(plugin.id == "org.pregel-host.text" && plugin.version == "1.0.0")
    }

    @Test(
        arguments: [
            ([:], "a\nb\r\n\nc\n", ["a", "b", "c"]),
            (["keep_empty": true], "a\n\nb\n", ["a", "", "b"]),
            (["by": "words"], "  one two\tthree\n", ["one", "two", "three"]),
            (["by": "separator", "separator": ", "], "a, b,c, ", ["a", "b,c"]),
            (["by": "separator", "keep_empty": true], ",a,", ["", "a", ""]),
            (["by": "chunks", "size": 2], "äöüß!", ["äö", "üß", "!"]),
            ([:], "", []),
        ] as [(Value, String, [String])])
    func `split cuts a text`(_ config: Value, _ text: String, _ parts: [String]) throws {
        #expect(try run("split", config, ["text": Value(text)]) == ["parts": .array(parts.map { Value($0) })])
    }

    @Test(
        arguments: [
            ([:], "  Hello, World! 42 ", "hello world 42"),
            (["keep": "letters"], "It's 3 o'clock.", "it\ns\no\nclock"),
            (["keep": "all", "case": "upper", "trim": false], " Aß ", " Aß "),
            (["case": "keep"], "Größe: XL", "Größe XL"),
        ] as [(Value, String, String)])
    func `normalise makes words comparable`(_ config: Value, _ text: String, _ expected: String) throws {
        #expect(try run("normalise", config, ["text": Value(text)]) == ["text": Value(expected)])
    }

    @Test func `count counts words, in the order in which they come`() throws {
        let counts = try #require(try run("count", [:], ["text": "b a b  c\nb"])["counts"])
        #expect(counts.members.map(\.key) == ["b", "a", "c"])
        #expect(counts == ["b": 3, "a": 1, "c": 1])
        let letters = try run("count", ["words": "letters", "lower": true], ["text": "The cat's THE hat; the end"])
        #expect(letters["counts"] == ["the": 3, "cat": 1, "s": 1, "hat": 1, "end": 1])
    }

    @Test func `count agrees with tr, sort and uniq on a large text`() throws {
        let words = (0..<20_000).map { "Word\($0 * 7919 % 3001)x, " }
        let text = words.joined() + "Word"
        let counts = try run("count", ["words": "letters", "lower": true], ["text": Value(text)])["counts"]
        #expect(counts == ["word": 20_001, "x": 20_000])
        let spaced = try #require(try run("count", [:], ["text": Value(text)])["counts"])
        #expect(spaced.count == 3002)
        #expect(spaced.members.reduce(0) { $0 + ($1.value.int ?? 0) } == 20_001)
    }

    @Test func `count takes a list of texts, and nothing else`() throws {
        #expect(try run("count", [:], ["text": ["a b", "b"]])["counts"] == ["a": 1, "b": 2])
        #expect(throws: NodeError.self) { try run("count", [:], ["text": 3]) }
        #expect(throws: NodeError.self) { try run("count", [:], [:]) }
    }

    @Test func `rank orders by count, then by name`() throws {
        let top = try run("rank", ["limit": 3], ["counts": ["b": 2, "c": 5, "a": 2, "d": 1]])["top"]
        #expect(top == [["word": "c", "count": 5], ["word": "a", "count": 2], ["word": "b", "count": 2]])
    }

    @Test func `template fills in names, paths and braces`() throws {
        let config: Value = ["template": "{{{user.name}}} has {items.1} of {n}: {list}", "to": "out"]
        let input: Value = ["user": ["name": "Ada"], "items": [1, 2], "n": 2.5, "list": ["x"]]
        #expect(try run("template", config, input) == ["out": "{Ada} has 2 of 2.5: [\"x\"]"])
    }

    @Test func `template says what is missing and what is wrong`() throws {
        #expect {
            try run("template", ["template": "{nobody}"], [:])
        } throws: { error in
            (error as? NodeError)?.kind == "KeyError" && "\(error)".contains("\"nobody\"")
        }
        #expect(try run("template", ["template": "<{nobody}>", "missing": "empty"], [:]) == ["text": "<>"])
        for broken in ["{", "}", "{}", "{a..b}"] {
            #expect(throws: NodeError.self) { try plugin.node("template", config: ["template": Value(broken)]) }
        }
    }

    @Test func `add_counts joins counts`() throws {
        let reducer = try plugin.reducer("add_counts")
        #expect(try reducer.reduce(["a": 1, "b": 2], ["b": 3, "c": 4]) == ["a": 1, "b": 5, "c": 4])
        let twoSpellings = try reducer.reduce(["\u{E9}": 1], ["e\u{301}": 2])
        #expect(twoSpellings.members.map(\.value) == [1, 2])
        #expect(throws: NodeError.self) { try reducer.reduce(["a": 1], ["a": "x"]) }
        #expect(throws: NodeError.self) { try reducer.reduce([1], [:]) }
    }
}
