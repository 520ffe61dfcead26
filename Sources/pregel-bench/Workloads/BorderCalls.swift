import PregelEngine
import PregelValues

/// What one call into a plugin costs: many of them within one task, so that the graph around them costs next to nothing.
enum BorderCalls {
    private static let calls = 10_000

    static func make(_ name: CaseName) throws -> BenchCase {
        var graph = StateGraph("border")
        for channel in ["a", "b", "sum"] { graph.addChannel(channel) }
        graph.addNode("calls", .body(Repeated(body: try BenchNodes.load("add", name.language), times: calls)))
        graph.addEdge(from: StateGraph.start, to: "calls")
        let compiled = try graph.compile()
        return BenchCase(
            name: name, calls: calls,
            run: {
                let result = compiled.run(["a": 40, "b": 2])
                if let failure = result.failure {
                    throw WrongResult(description: "\(name.text) failed: \(failure.message)")
                }
                return result.output
            },
            check: { output in
                guard output["sum"] == 42 else { throw WrongResult(description: "\(name.text) gave a wrong result") }
            })
    }

    /// A node that is another one, many times over.
    private final class Repeated: NodeBody {
        private let body: any NodeBody
        private let times: Int

        init(body: any NodeBody, times: Int) {
            self.body = body
            self.times = times
        }

        func invoke(_ context: TaskContext) -> TaskOutcome {
            for _ in 1..<times {
                let outcome = body.invoke(context)
                guard case .finished = outcome else { return outcome }
            }
            return body.invoke(context)
        }
    }
}
