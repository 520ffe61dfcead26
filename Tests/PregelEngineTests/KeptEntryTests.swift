import PregelTestSupport
import PregelThreads
import PregelValues
import Testing

@testable import PregelEngine

/// Entries of a stream are made in the same memory again, but for those that somebody keeps.
@Suite struct KeptEntryTests {
    private static let modes: [StreamMode] = [.values, .updates, .tasks, .debug]

    /// A chain whose nodes write another text each; every third one writes two channels.
    private func chain(_ count: Int) throws -> CompiledGraph {
        var graph = StateGraph("g")
        graph.addChannel("text")
        graph.addChannel("list", .reduce(.append))
        var names = [StateGraph.start]
        for number in 0..<count {
            names.append("node \(number)")
            graph.addNode(names[number + 1]) { task in
                try task.write("text", Value("a text that is long enough to be shared, number \(number)"))
                if number % 3 == 0 { try task.write("list", [["number": Value(number)]]) }
            }
        }
        for (from, to) in zip(names, names.dropFirst()) { graph.addEdge(from: from, to: to) }
        return try graph.compile()
    }

    /// Runs it, and hands each entry with its place to `take`.
    private func stream(_ mode: StreamMode, _ take: @escaping @Sendable (Int, StreamEntry) -> Void) throws {
        let count = Guarded(0)
        var options = RunOptions()
        options.stream = mode
        options.onStream = { entry in
            take(
                count.withLock {
                    $0 += 1
                    return $0 - 1
                }, entry)
        }
        let result = try chain(12).run(["text": "", "list": []], options: options)
        #expect(result.status == .completed)
    }

    @Test(arguments: modes) func `an entry stays as it was shown for whoever keeps it`(mode: StreamMode) throws {
        let kept = Guarded<[(value: Value, text: String)]>([])
        try stream(mode) { place, entry in
            guard place % 3 != 1 else { return }
            kept.withLock { $0.append((entry.data, "\(entry.data)")) }
        }
        let all = kept.withLock { $0 }
        #expect(all.count >= 8 && Set(all.map(\.text)).count == all.count)
        for (value, text) in all { #expect("\(value)" == text) }
    }

    @Test(arguments: modes) func `a part of an entry stays as it was for whoever keeps it`(mode: StreamMode) throws {
        let kept = Guarded<[(value: Value, text: String)]>([])
        try stream(mode) { place, entry in
            var parts = entry.data.members.map(\.value)
            for part in parts where part.kind == .object { parts += part.members.map(\.value) }
            let part = parts[place % parts.count]
            kept.withLock { $0.append((part, "\(part)")) }
        }
        let all = kept.withLock { $0 }
        #expect(all.count >= 12)
        for (value, text) in all { #expect("\(value)" == text) }
    }

    @Test(arguments: modes) func `entries that nobody keeps share their memory`(mode: StreamMode) throws {
        let owners = Guarded<[ObjectIdentifier: Int]>([:])
        try stream(mode) { _, entry in
            guard let owner = entry.data.owner else { return }
            owners.withLock { $0[ObjectIdentifier(owner), default: 0] += 1 }
        }
        let uses = owners.withLock { $0 }
        // What starts and what ends.
        #expect(uses.count <= 2 && uses.values.reduce(0, +) >= 12)
    }
}
