import PregelTesting
import Synchronization
import Testing

struct ProcessorTests {
    final class Count: EventProcessor {
        static let name = "count"
        static let interests: Set<Event.Kind> = [.nodeStart, .nodeEnd]

        struct Config: Decodable, Sendable { var limit: Int }

        static let seen = Mutex<[String]>([])
        private let limit: Int

        init(config: Config) { limit = config.limit }

        func receive(_ events: [Event], dropped: Int) {
            Count.seen.withLock { seen in
                seen += events.map { "\($0.sequence) \($0.kind.map { "\($0)" } ?? "?") \($0.node) \($0.data ?? .null)" }
                if dropped > 0 { seen.append("dropped \(dropped)") }
            }
        }

        func flush(within time: Duration) throws {
            if time < .seconds(1) { throw NodeError(kind: "Timeout", message: "too short") }
        }
    }

    @Test func `a processor gets its events in batches, and is flushed`() throws {
        let processor = try PluginUnderTest { Count.self }.processor("count", config: ["limit": 1])
        #expect(processor.interests == [.nodeStart, .nodeEnd])
        try processor.receive([.nodeStart, .nodeEnd], node: "a", data: ["n": 1], dropped: 3)
        #expect(Count.seen.withLock { $0 } == ["1 nodeStart a {\"n\":1}", "2 nodeEnd a {\"n\":1}", "dropped 3"])
        try processor.flush()
        #expect(throws: NodeError.self) { try processor.flush(within: .milliseconds(1)) }
    }
}
