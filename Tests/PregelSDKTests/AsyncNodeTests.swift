import Glibc
import PregelTesting
import Synchronization
import Testing

struct AsyncNodeTests {
    struct Double: AsyncNode {
        struct Input: Decodable { var n: Int }
        struct Output: Encodable { var n: Int }

        init(config: NoConfig) {}

        func run(_ input: Input, _ context: NodeContext) async throws -> Output {
            await Task.yield()
            return Output(n: input.n * 2)
        }
    }

    struct Forever: AsyncNode {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            while true {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    struct AskLater: AsyncNode {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            await Task.yield()
            try context.write("answer", context.interrupt("well?"))
        }
    }

    struct FailLater: AsyncNode {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            await Task.yield()
            throw NodeError(kind: "Late", message: "too late")
        }
    }

    @Test func `an async node completes with what it returns`() async throws {
        let node = try PluginUnderTest { Double.self }.node("double")
        let result = try await node.runAsync(["n": 21])
        #expect(result.status == .finished && result.writes == ["n": 42])
    }

    @Test func `many async calls at once each get their own result`() async throws {
        let node = try PluginUnderTest { Double.self }.node("double")
        let running = try (0..<200).map { try node.start(["n": Value($0)]) }
        for (index, call) in running.enumerated() {
            #expect(try await call.result().writes == ["n": Value(index * 2)])
        }
    }

    @Test func `cancelling ends it`() async throws {
        let call = try PluginUnderTest { Forever.self }.node("forever").start()
        call.cancel()
        call.cancel()
        let result = try await call.result()
        #expect(result.status == .failed && result.failure?.kind == "CancelledError")
    }

    struct Sleeper: AsyncNode {
        struct Config: Defaulted { var seconds = 3600.0 }

        let config: Config

        init(config: Config) { self.config = config }

        func run(_ input: Value, _ context: NodeContext) async throws {
            try await context.sleep(for: .seconds(config.seconds))
            try context.write("text", input["text"] ?? .null)
        }
    }

    @Test func `a node that sleeps goes on with what it was given`() async throws {
        let node = try PluginUnderTest { Sleeper.self }.node("sleeper", config: ["seconds": 0.002])
        let text = Value(String(repeating: "a long text ", count: 100))
        let running = try (0..<50).map { _ in try node.start(["text": text]) }
        for call in running { #expect(try await call.result().writes == ["text": text]) }
    }

    @Test func `cancelling ends a sleep`() async throws {
        let call = try PluginUnderTest { Sleeper.self }.node("sleeper").start()
        call.cancel()
        let result = try await call.result()
        #expect(result.status == .failed && result.failure?.kind == "CancelledError")
    }

    @Test func `interrupts and failures come with the completion`() async throws {
        let plugin = try PluginUnderTest {
            AskLater.self
            FailLater.self
        }
        #expect(try await plugin.node("ask_later").runAsync().status == .interrupted)
        let answered = try await plugin.node("ask_later").runAsync([:], TaskSetup { $0.answers = [1] })
        #expect(answered.writes == ["answer": 1])
        let failed = try await plugin.node("fail_later").runAsync()
        #expect(failed.status == .failed && failed.failure?.kind == "Late")
    }

    /// Never waits, and does as its input says.
    struct AtOnce: AsyncNode {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            switch input["do"]?.string {
            case "fail": throw NodeError(kind: "Early", message: "too early")
            case "cancel": throw CancellationError()
            case "ask": try context.write("answer", context.interrupt("well?"))
            default: try context.write("thread", Value(Int(pthread_self())))
            }
        }
    }

    @Test func `a node that never waits runs on the calling thread and ends at once`() throws {
        let node = try PluginUnderTest { AtOnce.self }.node("at_once")
        #expect(try node.run([:]).writes == ["thread": Value(Int(pthread_self()))])
        let failed = try node.run(["do": "fail"])
        #expect(failed.status == .failed && failed.failure?.kind == "Early")
        let cancelled = try node.run(["do": "cancel"])
        #expect(cancelled.status == .failed && cancelled.failure?.kind == "CancelledError")
        #expect(try node.run(["do": "ask"]).status == .interrupted)
        #expect(try node.run(["do": "ask"], TaskSetup { $0.answers = [1] }).writes == ["answer": 1])
    }

    /// Keeps its input and gives it when it is asked the next time.
    struct Keeper: AsyncNode {
        private final class Kept: Sendable { let value = Mutex<Value?>(nil) }

        private let kept = Kept()

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            let before = kept.value.withLock { kept in
                defer { kept = input["text"] }
                return kept
            }
            try context.write("text", before ?? .null)
        }
    }

    @Test func `what a node keeps of its input outlives a call that ended at once`() throws {
        let node = try PluginUnderTest { Keeper.self }.node("keeper")
        let text = String(repeating: "a long text ", count: 100)
        #expect(try node.run(["text": Value(text)]).writes == ["text": .null])
        #expect(try node.run([:]).writes == ["text": Value(text)])
    }

    /// The same, and waits before it gives what it kept.
    struct LateKeeper: AsyncNode {
        private final class Kept: Sendable { let value = Mutex<Value?>(nil) }

        private let kept = Kept()

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            await Task.yield()
            let before = kept.value.withLock { kept in
                defer { kept = input["text"] }
                return kept
            }
            try context.write("text", before ?? .null)
        }
    }

    @Test func `what a node keeps of its input outlives a call that was pending`() async throws {
        let node = try PluginUnderTest { LateKeeper.self }.node("late_keeper")
        let text = String(repeating: "a long text ", count: 100)
        #expect(try await node.runAsync(["text": Value(text)]).writes == ["text": .null])
        #expect(try await node.runAsync([:]).writes == ["text": Value(text)])
    }

    /// Fails with what it was given, at once or later.
    struct FailWithInput: AsyncNode {
        final class Mark: Sendable {}
        struct Marked: Error {
            let mark: Mark
            let text: Value?
        }
        static let marks = Mutex<[Weak]>([])
        struct Weak: @unchecked Sendable { weak var mark: Mark? }
        static var isSomeMarkAlive: Bool { marks.withLock { $0.contains { $0.mark != nil } } }

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) async throws {
            if input["later"] == true { await Task.yield() }
            let mark = Mark()
            FailWithInput.marks.withLock { $0.append(Weak(mark: mark)) }
            throw Marked(mark: mark, text: input["text"])
        }
    }

    @Test func `an error that holds the input is gone with its call`() async throws {
        let node = try PluginUnderTest { FailWithInput.self }.node("fail_with_input")
        let text = Value(String(repeating: "a long text ", count: 100))
        for _ in 0..<5 { #expect(try node.run(["text": text]).failure?.kind == "Marked") }
        for _ in 0..<5 { #expect(try await node.runAsync(["text": text, "later": true]).failure?.kind == "Marked") }
        // Swift's tasks end on threads of their own, after their calls have.
        var patience = 1_000_000
        while FailWithInput.isSomeMarkAlive, patience > 0 {
            await Task.yield()
            patience -= 1
        }
        #expect(!FailWithInput.isSomeMarkAlive && FailWithInput.marks.withLock { $0.count } == 10)
    }

    @Test func `a node that waits cannot be run as one that does not`() throws {
        let node = try PluginUnderTest { Double.self }.node("double")
        #expect(throws: TestingError.self) { try node.run(["n": 1]) }
    }
}
