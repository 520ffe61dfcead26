import PregelTesting
import Testing

struct InterruptTests {
    struct Review: Node {
        struct Answer: Codable {
            var accepted: Bool
            var note: String?
        }

        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws -> Value {
            let answer = try context.interrupt(["question": "publish?"], for: Answer.self)
            let name = try context.interrupt("who?")
            return ["accepted": Value(answer.accepted), "by": name]
        }
    }

    struct Swallow: Node {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws {
            do {
                _ = try context.interrupt("anybody?")
            } catch {
                try context.write("went_on", true)
            }
        }
    }

    @Test func `a question without an answer interrupts the node, and has a schema`() throws {
        let result = try PluginUnderTest { Review.self }.node("review").run()
        #expect(result.status == .interrupted)
        #expect(result.writes.isEmpty)
        #expect(result.asked.map(\.value) == [["question": "publish?"]])
        #expect(result.asked.first?.schema?["required"] == ["accepted"])
    }

    @Test func `answers come in the order of the questions`() throws {
        let node = try PluginUnderTest { Review.self }.node("review")
        let second = try node.run([:], TaskSetup { $0.answers = [["accepted": true]] })
        #expect(second.status == .interrupted && second.asked.count == 2)
        let third = try node.run([:], TaskSetup { $0.answers = [["accepted": true], "Ada"] })
        #expect(third.status == .finished)
        #expect(third.writes == ["accepted": true, "by": "Ada"])
    }

    @Test func `an answer that does not fit is an error with its place`() throws {
        let node = try PluginUnderTest { Review.self }.node("review")
        let result = try node.run([:], TaskSetup { $0.answers = [["accepted": "yes"]] })
        #expect(result.status == .failed)
        #expect(result.failure?.message == "/accepted: expected true or false, found the string \"yes\"")
    }

    @Test func `a node that swallows the interrupt is interrupted all the same`() throws {
        #expect(try PluginUnderTest { Swallow.self }.node("swallow").run().status == .interrupted)
    }
}
