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

    /// Keeps what it is given where it is told to.
    final class KeepSome: Node {
        static let kept = Mutex<[(value: Value, context: NodeContext)]>([])

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws {
            if try input.bool(at: "keeps") { KeepSome.kept.withLock { $0.append((input, context)) } }
            try context.write("n", Value(input.int(at: "n") + context.attempt))
        }
    }

    @Test func `calls one after the other share nothing that somebody keeps`() throws {
        let node = try PluginUnderTest { KeepSome.self }.node("keep_some")
        for n in 0..<12 {
            let setup = TaskSetup {
                $0.node = "node \(n)"
                $0.attempt = n + 1
            }
            let result = try node.run(["n": Value(n), "keeps": Value(n % 3 == 0)], setup)
            #expect(result.writes["n"] == Value(n + n + 1))
        }
        let kept = KeepSome.kept.withLock { $0 }
        KeepSome.kept.withLock { $0 = [] }
        #expect(kept.map { $0.value["n"] } == [0, 3, 6, 9])
        #expect(kept.map(\.context.node) == ["node 0", "node 3", "node 6", "node 9"])
        #expect(kept.map(\.context.attempt) == [1, 4, 7, 10])
        #expect(kept.map { $0.context.input["n"] } == [0, 3, 6, 9])
    }

    /// Runs another node, and only then looks at what it was given itself.
    final class Around: Node {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws {
            let inner = try PluginUnderTest { KeepSome.self }.node("keep_some")
            let result = try inner.run(["n": 40, "keeps": false])
            try context.write("n", Value(input.int(at: "n") + (result.writes["n"]?.int ?? 0)))
            try context.write("inner", Value(context.node))
        }
    }

    @Test func `a call within a call leaves the outer one as it was`() throws {
        let setup = TaskSetup { $0.node = "outer" }
        let result = try PluginUnderTest { Around.self }.node("around").run(["n": 1], setup)
        #expect(result.writes == ["n": 42, "inner": "outer"])
    }

    @Test func `an error that a handler was given is gone in the next call`() throws {
        struct Handle: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws {
                try context.write("error", context.error ?? .null)
            }
        }
        let node = try PluginUnderTest { Handle.self }.node("handle")
        let first = try node.run([:], TaskSetup { $0.error = ["kind": "Busy"] })
        #expect(first.writes["error"] == ["kind": "Busy"])
        #expect(try node.run().writes["error"] == .null)
    }
}
