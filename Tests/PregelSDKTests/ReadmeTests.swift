import Foundation
import Testing

/// The Swift that the page on writing plugins shows, as the compiler reads it.
@Suite struct ReadmeTests {
    @Test(arguments: try! Excerpt.all())
    func `an excerpt compiles`(_ excerpt: Excerpt) throws {
        let folder = try TemporaryFolder()
        try folder.write(excerpt.file, to: "Excerpt.swift")
        let result = try Shell.run(Project.typeCheck + [folder.path("Excerpt.swift")])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func `every excerpt is found, and what it takes as given is known`() throws {
        let excerpts = try Excerpt.all()
        #expect(excerpts.count >= 5)
        for word in Excerpt.given.keys { #expect(excerpts.contains { $0.code.contains(word) }, "\(word) is gone") }
    }
}

/// A piece of Swift from the page, as a file that stands alone.
struct Excerpt: CustomTestStringConvertible {
    let code: String

    var testDescription: String { code.split(separator: "\n").first.map(String.init) ?? "" }

    /// All but pieces of `Package.swift`, which the tests of packages outside build.
    static func all() throws -> [Excerpt] {
        let page = try String(contentsOf: Project.root.appendingPathComponent("sdk/README.md"), encoding: .utf8)
        return page.matches(of: #/```swift\n((?s:.*?))```/#).map { Excerpt(code: String($0.output.1)) }
            .filter { !$0.code.contains("PackageDescription") && !$0.code.contains(".testTarget(") }
    }

    var file: String {
        let given = Self.given.filter { code.contains($0.key) }.map(\.value).joined(separator: "\n")
        if code.contains("import ") {
            return code.replacing("@testable import greet", with: "import PregelSDK") + given
        }
        let body = code.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        return """
            import PregelSDK
            import PregelTesting
            import Testing
            \(given)
            func excerpt(context: NodeContext, round: Int, joke: Value, checkpoint: Checkpoint) throws {
            \(body)
            }
            """
    }

    /// What an excerpt takes as given, by a word that only it has.
    static let given: [String: String] = [
        "PluginUnderTest { Greet.self }": """
        struct Greet: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) -> Value { input }
        }
        let plugin = Plugin { Greet.self }
        """,
        "PluginUnderTest { Approve.self }": """
        struct Approve: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws -> Value { try context.interrupt("publish?") }
        }
        """,
        "PluginUnderTest { Quality.self }": """
        struct Quality: Router {
            init(config: NoConfig) {}
            func route(_ input: Value, _ context: RouterContext) -> Route { "reject" }
        }
        final class Memory: Checkpointer {
            init(config: NoConfig) {}
            func get(_ key: CheckpointKey) -> StoredCheckpoint? { nil }
            func list(_ key: CheckpointKey, filter: Value?) -> [StoredCheckpoint] { [] }
            func put(_ checkpoint: Checkpoint) {}
            func put(_ writes: TaskWrites) {}
            func deleteThread(_ thread: String) {}
            func copyThread(_ thread: String, to newThread: String) {}
            func prune(thread: String?, keep: Int, maxAge: Duration?) {}
        }
        """,
    ]
}
