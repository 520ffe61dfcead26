import Foundation
import Testing

/// What the compiler says to somebody who leaves something out of a component.
@Suite struct CompilerMessageTests {
    private static let unfinished = """
        import PregelSDK
        struct Input: Decodable { var name: String }
        struct Text { var text: String }
        """

    @Test(arguments: [
        (
            "struct A: Node { init(config: NoConfig) {}; func run(_ input: Input, _ context: NodeContext) -> Text { Text(text: \"\") } }",
            "a node's Output must be Encodable, a Value, or nothing"
        ),
        (
            "struct A: AsyncNode { init(config: NoConfig) {}; func run(_ input: Input, _ context: NodeContext) async -> Text { Text(text: \"\") } }",
            "an async node's Output must be Encodable, a Value, or nothing"
        ),
        (
            "struct A { init(config: NoConfig) {} }",
            "a component is a Node, AsyncNode, Router, Reducer, EventProcessor, Checkpointer, Cache or Store"
        ),
    ])
    func `what is missing is said in one sentence`(type: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.path("Plugin.swift")
        try folder.write(Self.unfinished + "\n" + type + "\nlet plugin = Plugin { A.self }\n", to: "Plugin.swift")
        let result = try Shell.run(Project.typeCheck + [file])
        let errors = result.output.split(separator: "\n").filter { $0.hasPrefix(file) && $0.contains(": error: ") }
        #expect(result.status != 0)
        try #require(errors.count == 1, "\(result.output)")
        #expect(errors[0].hasSuffix(sentence), "\(errors)")
    }
}
