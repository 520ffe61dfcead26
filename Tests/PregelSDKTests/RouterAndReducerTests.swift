import PregelTesting
import Testing

struct RouterAndReducerTests {
    struct Pick: Router {
        struct Input: Decodable { var score: Int }

        init(config: NoConfig) {}

        func route(_ input: Input, _ context: RouterContext) throws -> Route {
            switch input.score {
            case ..<0: .end
            case 0: ["low", "high"]
            case 1: true
            case 2: .none
            default: "high"
            }
        }
    }

    struct Spread: Router {
        init(config: NoConfig) {}

        func route(_ input: Value, _ context: RouterContext) throws -> Route {
            for item in try input.items(at: "items") { try context.send(to: "work", ["item": item]) }
            return .none
        }
    }

    struct Longest: Reducer {
        init(config: NoConfig) {}
        func reduce(_ current: String, _ update: String) -> String { update.count > current.count ? update : current }
    }

    struct Last: Reducer {
        init(config: NoConfig) {}
        func reduce(_ current: Value, _ update: Value) throws -> Value {
            guard !update.isNull else { throw NodeError(kind: "TypeError", message: "null has no place") }
            return [current, update]
        }
    }

    @Test(arguments: [(-1, "END"), (0, ["low", "high"]), (1, true), (3, "high")] as [(Int, Value)])
    func `a router gives its route`(_ score: Int, _ route: Value) throws {
        let router = try PluginUnderTest { Pick.self }.router("pick")
        #expect(try router.route(["score": Value(score)]).given == [route])
    }

    @Test func `a router may send packets and give nothing`() throws {
        let plugin = try PluginUnderTest {
            Pick.self
            Spread.self
        }
        #expect(try plugin.router("pick").route(["score": 2]).given.isEmpty)
        let result = try plugin.router("spread").route(["items": ["a", "b"]])
        #expect(result.given.isEmpty)
        #expect(result.sent.map(\.node) == ["work", "work"])
        #expect(result.sent.map(\.argument) == [["item": "a"], ["item": "b"]])
    }

    @Test func `a router's error fails with its words`() throws {
        let result = try PluginUnderTest { Pick.self }.router("pick").route([:])
        #expect(result.status == .failed)
        #expect(result.failure?.message == "the member \"score\" is missing")
    }

    @Test func `a reducer combines types and plain values`() throws {
        let plugin = try PluginUnderTest {
            Longest.self
            Last.self
        }
        #expect(try plugin.reducer("longest").reduce("ab", "abc") == "abc")
        #expect(try plugin.reducer("last").reduce([1], ["k": 2]) == [[1], ["k": 2]])
        #expect(throws: NodeError.self) { try plugin.reducer("last").reduce(1, .null) }
        #expect(throws: NodeError.self) { try plugin.reducer("longest").reduce(1, "x") }
    }
}
