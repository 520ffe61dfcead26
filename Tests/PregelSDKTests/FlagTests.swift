import PregelTesting
import Testing

/// The double of the host holds a node to what its `plugin.json` declares, as the host does.
struct FlagTests {
    struct Busy: Node {
        struct Config: Defaulted { var verb = "" }
        let config: Config

        func run(_ input: Value, _ context: NodeContext) throws {
            switch config.verb {
            case "go_to": try context.goTo("other")
            case "send": try context.send(to: "other", 1)
            case "interrupt": _ = try context.interrupt("who?")
            default: try context.emit(1)
            }
        }
    }

    private static func plugin(_ flags: String) throws -> PluginUnderTest {
        // A process has one plugin of each id.
        let id = "org.example.flags" + flags.filter(\.isLetter)
        return try PluginUnderTest(
            Plugin { Busy.self },
            manifest: """
                {"manifest": 1, "id": "\(id)", "version": "1.0.0",
                 "nodes": [{"name": "busy", "flags": [\(flags)]}]}
                """)
    }

    @Test(arguments: [
        ("go_to", "routes"), ("send", "routes"), ("interrupt", "interrupts"), ("emit", "streams"),
    ])
    func `a verb without its flag is refused, and one with it is not`(verb: String, flag: String) throws {
        let refused = try Self.plugin("").node("busy", config: ["verb": Value(verb)]).run()
        #expect(refused.status == .failed)
        #expect(
            refused.refusals
                == ["it called host->\(verb), but does not declare the flag \"\(flag)\" in plugin.json"])
        let taken = try Self.plugin("\"\(flag)\"").node("busy", config: ["verb": Value(verb)]).run()
        #expect(taken.refusals == [])
    }

    @Test func `flags that contradict each other are told`() {
        #expect {
            _ = try Self.plugin(#""once", "interrupts""#)
        } throws: { "\($0)".contains("contradict each other") }
    }
}
