import PregelTesting
import Synchronization
import Testing

struct NodeTests {
    struct Greet: Node {
        struct Input: Decodable { var name: String }
        struct Output: Encodable {
            var greeting: String
            var length: Int?
        }

        init(config: NoConfig) {}

        func run(_ input: Input, _ context: NodeContext) -> Output {
            Output(greeting: "Hello, \(input.name)!", length: input.name.isEmpty ? nil : input.name.count)
        }
    }

    struct Verbs: Node {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws -> Value {
            try context.write("a", 1)
            try context.overwrite("b", [2])
            try context.goTo("next")
            try context.send(to: "worker", ["i": 1])
            try context.emit(["x"], on: .messages)
            context.log(.warning, "careful", ["n": 1])
            context.heartbeat()
            return ["c": Value("\(context.node) \(context.attempt) \(context.step) \(context.ids.run)")]
        }
    }

    struct Literals: Node {
        init(config: NoConfig) {}

        func run(_ input: Value, _ context: NodeContext) throws {
            let (z, a) = (Value(1), Value(2))
            try context.write("object", ["z": z, "a": a])
            try context.write("number", 1.0)
            try context.write("swift", ["z": 1, "a": z.int ?? 0])
            try context.send(to: "worker", ["z": z, "a": a])
            try context.emit(["z": z, "a": a])
        }
    }

    @Test func `a literal is a value, whose members keep their order`() throws {
        let result = try PluginUnderTest { Literals.self }.node("literals").run()
        #expect(result.writes["object"]?.json() == #"{"z":1,"a":2}"#)
        #expect(result.writes["number"]?.json() == "1.0")
        #expect(result.writes["swift"] == ["a": 1, "z": 1])
        #expect(result.sent.first?.argument.json() == #"{"z":1,"a":2}"#)
        #expect(result.emitted.first?.value.json() == #"{"z":1,"a":2}"#)
    }

    @Test func `what a node returns is written, but for nil`() throws {
        let node = try PluginUnderTest { Greet.self }.node("greet")
        #expect(try node.run(["name": "Ada"]).writes == ["greeting": "Hello, Ada!", "length": 3])
        #expect(try node.run(["name": ""]).writes == ["greeting": "Hello, !"])
    }

    @Test func `a node's verbs reach the host`() throws {
        let setup = TaskSetup {
            $0.node = "here"
            $0.attempt = 2
            $0.step = 7
        }
        let result = try PluginUnderTest { Verbs.self }.node("verbs").run([:], setup)
        #expect(result.status == .finished)
        #expect(result.writes == ["a": 1, "c": "here 2 7 run-1"])
        #expect(result.overwrites == ["b": [2]])
        #expect(result.wentTo == ["next"])
        #expect(result.sent == [NodeResult.Packet(node: "worker", argument: ["i": 1])])
        #expect(result.emitted == [NodeResult.Chunk(mode: "messages", value: ["x"])])
        #expect(result.logged == [NodeResult.LogLine(level: .warning, message: "careful", fields: ["n": 1])])
        #expect(result.heartbeats == 1)
    }

    @Test func `an input that does not fit fails the task for good`() throws {
        let result = try PluginUnderTest { Greet.self }.node("greet").run(["name": 3])
        #expect(result.status == .failed)
        #expect(result.failure?.kind == "InputError")
        #expect(result.failure?.message == "/name: expected a string, found 3")
        #expect(result.failure?.transient == false)
    }

    @Test func `errors keep what they say`() throws {
        struct Odd: Error, CustomStringConvertible { var description: String { "odd things" } }
        struct Fail: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws {
                if input["own"] != nil { throw Odd() }
                throw NodeError(
                    kind: "Busy", bases: ["ConnectionError", "Odd"], message: "later", transient: true,
                    detail: ["n": 1], retryAfter: .milliseconds(1500))
            }
        }
        let node = try PluginUnderTest { Fail.self }.node("fail")
        let failure = try #require(try node.run().failure)
        #expect(failure.bases == ["ConnectionError", "Odd"])
        #expect(failure.kind == "Busy" && failure.message == "later" && failure.transient == true)
        #expect(failure.detail == ["n": 1] && failure.retryAfter == .milliseconds(1500))
        let other = try #require(try node.run(["own": 1]).failure)
        #expect(other.kind == "Odd" && other.bases == [] && other.message == "odd things" && other.transient == nil)
    }

    @Test func `a refused verb fails the task, even if the node goes on`() throws {
        struct Stubborn: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws {
                do {
                    try context.write("nowhere", 1)
                } catch let refusal as HostRefusal {
                    #expect(refusal.reason == .invalid && refusal.verb == "write \"nowhere\"")
                }
            }
        }
        let setup = TaskSetup { $0.writable = ["somewhere"] }
        let result = try PluginUnderTest { Stubborn.self }.node("stubborn").run([:], setup)
        #expect(result.status == .failed)
        #expect(result.failure?.message == "there is no channel \"nowhere\"")
    }

    @Test func `reading sees the input's channels and others`() throws {
        struct Peek: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws -> Value {
                [
                    "inner": try context.read("a") ?? .null, "outer": try context.read("z") ?? .null,
                    "none": Value(try context.read("q") == nil),
                    "typed": Value(try context.read("z", as: Int.self) ?? 0),
                ]
            }
        }
        let setup = TaskSetup { $0.channels = ["z": 26] }
        let result = try PluginUnderTest { Peek.self }.node("peek").run(["a": 1], setup)
        #expect(result.writes == ["inner": 1, "outer": 26, "none": true, "typed": 26])
    }

    @Test func `commanding the parent drops what was done before`() throws {
        struct Up: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws {
                try context.write("inner", 1)
                try context.commandParent()
                try context.write("outer", 2)
            }
        }
        let node = try PluginUnderTest { Up.self }.node("up")
        let result = try node.run()
        #expect(result.commandedParent && result.writes == ["outer": 2])
        #expect(try node.run([:], TaskSetup { $0.hasParent = false }).status == .failed)
    }

    @Test func `an error handler sees the error`() throws {
        struct Handle: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) throws -> Value { ["seen": context.error ?? .null] }
        }
        let setup = TaskSetup { $0.error = ["kind": "Busy", "message": "later", "node": "a"] }
        let result = try PluginUnderTest { Handle.self }.node("handle").run([:], setup)
        #expect(result.writes["seen"]?["kind"] == "Busy")
    }

    @Test func `an output that is no object is an error`() throws {
        struct Loose: Node {
            init(config: NoConfig) {}
            func run(_ input: Value, _ context: NodeContext) -> Value { [1, 2] }
        }
        let failure = try PluginUnderTest { Loose.self }.node("loose").run().failure
        #expect(failure?.message == "a node's output must be an object of channels, and is an array")
    }
}
