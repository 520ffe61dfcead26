import PregelTesting
import Synchronization
import Testing

/// What a node keeps of a call that has ended.
struct LifetimeTests {
    final class Keep: Node {
        static let kept = Mutex<(value: Value, context: NodeContext)?>(nil)

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws {
            let part = input["list"]?.items.last ?? .null
            Keep.kept.withLock { $0 = (part, context) }
        }
    }

    @Test func `a value that a node keeps stays valid, and its context only says no`() throws {
        let node = try PluginUnderTest { Keep.self }.node("keep")
        let long = String(repeating: "abc ", count: 100)
        _ = try node.run(["list": [1, Value(long)]], TaskSetup { $0.node = "a node with a long name" })
        let kept = try #require(Keep.kept.withLock { $0 })
        Keep.kept.withLock { $0 = nil }
        #expect(kept.value == Value(long))
        #expect(kept.context.node == "a node with a long name")
        #expect(kept.context.input["list"]?.count == 2)
        #expect(kept.context.isCancelled)
        #expect {
            try kept.context.write("late", 1)
        } throws: { error in
            (error as? HostRefusal)?.reason == .stale
        }
    }
}
